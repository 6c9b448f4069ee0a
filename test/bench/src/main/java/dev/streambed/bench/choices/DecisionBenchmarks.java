package dev.streambed.bench.choices;

import dev.streambed.bench.probe.ProbeProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs the benchmarks behind the gateway's design decisions and prints the tables.
public final class DecisionBenchmarks {

  private static final List<String> CLIENT_COLUMNS = List.of("first", "cpu", "rss");
  private static final int ROUNDS = 9;
  private static final String ZIP = "streambed-gateway-0.1.0.zip";

  private DecisionBenchmarks() {}

  /// Runs the benchmarks.
  ///
  /// @param arguments the gateway's build directory; the decision, by default all; the number of
  ///   rounds
  public static void main(String[] arguments) throws Exception {
    Path build = Path.of(arguments[0]).toAbsolutePath();
    String which = arguments.length > 1 ? arguments[1] : "all";
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : ROUNDS;
    Path folder = Files.createTempDirectory("streambed-choices");
    FunctionFolder function = FunctionFolder.unpack(build.resolve(ZIP), folder.resolve("shipped"));
    if (List.of("clients", "all").contains(which)) {
      compareClients(function, rounds);
    }
    if (List.of("json", "all").contains(which)) {
      compareJsonReaders(rounds);
    }
    if (List.of("jvm", "all").contains(which)) {
      JvmChoice.print(function, build, rounds);
    }
  }

  /// Compares the SDK's HTTP clients: from the start of a process to the first event of a stream,
  /// including two reads and a write in DynamoDB.
  private static void compareClients(FunctionFolder function, int rounds) throws Exception {
    try (CannedEndpoint plain = CannedEndpoint.plain();
        CannedEndpoint tls = CannedEndpoint.tls()) {
      for (CannedEndpoint endpoint : List.of(plain, tls)) {
        ComparisonRun all = ComparisonRun.of(clients(function, endpoint.uri().toString()), rounds);
        System.out.println(all.table(endpoint.uri().getScheme() + ", ms, ms, MiB", CLIENT_COLUMNS));
      }
    }
  }

  private static List<Candidate> clients(FunctionFolder function, String uri) {
    ProbeProcess jvm = ProbeProcess.asTheFunction(function.natives());
    List<Candidate> candidates = new ArrayList<>();
    for (ClientProbe.Clients clients : ClientProbe.Clients.values()) {
      candidates.add(
          new Candidate(clients.label(), () -> jvm.run(ClientProbe.class, clients.name(), uri)));
    }
    return candidates;
  }

  /// Compares JSON readers: a Lambda event, a request and forty events of a model in a new process,
  /// then the same event repeatedly.
  private static void compareJsonReaders(int rounds) throws Exception {
    ProbeProcess jvm = ProbeProcess.asTheFunction();
    List<Candidate> candidates = new ArrayList<>();
    for (JsonProbe.Reader reader : JsonProbe.Reader.values()) {
      candidates.add(new Candidate(reader.label(), () -> jvm.run(JsonProbe.class, reader.name())));
    }
    ComparisonRun all = ComparisonRun.of(candidates, rounds);
    System.out.println(all.table("cold in ms, warm in µs an event", List.of("cold", "warm")));
  }
}
