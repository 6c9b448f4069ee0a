package dev.streambed.bench.choices;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares JVM options and packaging: the function's time from process start to readiness and to
/// the first chunk, its second answer, and a hundred more. Each variant differs from the start
/// script in one thing.
final class JvmChoice {

  private static final List<String> COLUMNS =
      List.of("init", "first", "second", "warm", "cpu", "rss");
  private static final int MEMORY = 512;
  private static final List<String> G1 = List.of("-XX:-UseSerialGC", "-XX:+UseG1GC");
  private static final List<String> ALL_COMPILERS = List.of("-XX:TieredStopAtLevel=4");

  private final Map<String, Candidate.Trial> variants = new LinkedHashMap<>();
  private final FunctionFolder function;
  private final URI endpoint;

  private JvmChoice(FunctionFolder function, URI endpoint) {
    this.function = function;
    this.endpoint = endpoint;
  }

  /// @param build the gateway's build directory
  static void print(FunctionFolder function, Path build, int rounds) throws Exception {
    try (CannedEndpoint endpoint = CannedEndpoint.plain()) {
      JvmChoice choice = new JvmChoice(function, endpoint.uri());
      choice.flags();
      choice.packing(build);
      choice.caches();
      List<Candidate> candidates = new ArrayList<>();
      choice.variants.forEach((name, trial) -> candidates.add(new Candidate(name, trial)));
      System.out.println(ComparisonRun.of(candidates, rounds).table("ms, MiB", COLUMNS));
    }
  }

  private void flags() {
    add("as shipped: serial, C1", function);
    add("both compilers", function, ALL_COMPILERS);
    add("G1", function, G1);
    add("heap that starts small", function, List.of("-Xms8m"));
    add("heap that starts whole", function, List.of("-Xms288m"));
    add("without the JDK's own archive", function, List.of("-Xshare:off"));
    add(
        "without verification (deprecated)",
        function,
        List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
    variants.put(
        "as shipped, 1024 MB", () -> new FunctionTrial(function, endpoint, 1024).run(List.of()));
  }

  private void packing(Path build) throws Exception {
    add("one jar, compressed", function.compressed());
    add("many jars, as they are published", function.manyJars(build));
    FunctionFolder.withOwnRuntime(build)
        .ifPresent(own -> add("a JVM of its own, AOT cache of answers", own));
  }

  private void caches() throws Exception {
    add("AOT cache", function.cached(this::trial, List.of()));
    add("AOT cache, both compilers", function.cached(this::trial, ALL_COMPILERS), ALL_COMPILERS);
  }

  private void add(String name, FunctionFolder folder) {
    add(name, folder, List.of());
  }

  private void add(String name, FunctionFolder folder, List<String> options) {
    variants.put(name, () -> trial(folder).run(options));
  }

  private FunctionTrial trial(FunctionFolder folder) {
    return new FunctionTrial(folder, endpoint, MEMORY);
  }
}
