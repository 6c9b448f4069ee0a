package dev.streambed.bench.choices;

import dev.streambed.bench.probe.ProbeProcess;
import java.util.ArrayList;
import java.util.List;

/// Which HTTP client the SDK has: from the start of a process to the first event of a stream, with
/// the two reads and the write that come before it in DynamoDB.
final class ClientChoice {

  private static final List<String> COLUMNS = List.of("first", "cpu", "rss");

  private ClientChoice() {}

  static void print(FunctionFolder function, int rounds) throws Exception {
    try (CannedEndpoint plain = CannedEndpoint.plain();
        CannedEndpoint tls = CannedEndpoint.tls()) {
      for (CannedEndpoint endpoint : List.of(plain, tls)) {
        ComparisonRun all =
            ComparisonRun.of(candidates(function, endpoint.uri().toString()), rounds);
        System.out.println(all.table(endpoint.uri().getScheme() + ", ms, ms, MiB", COLUMNS));
      }
    }
  }

  private static List<Candidate> candidates(FunctionFolder function, String uri) {
    ProbeProcess jvm = ProbeProcess.asTheFunction(function.natives());
    List<Candidate> candidates = new ArrayList<>();
    for (ClientProbe.Clients clients : ClientProbe.Clients.values()) {
      candidates.add(
          new Candidate(clients.label(), () -> jvm.run(ClientProbe.class, clients.name(), uri)));
    }
    return candidates;
  }
}
