package dev.streambed.bench.choices;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Measures what the gateway's decisions rest on, and prints the tables.
public final class DecisionBenchmarks {

  private static final int ROUNDS = 9;
  private static final String ZIP = "streambed-gateway-0.1.0.zip";

  private DecisionBenchmarks() {}

  /// Runs it.
  ///
  /// @param arguments the gateway's build directory; which choice, all when absent; how many rounds
  public static void main(String[] arguments) throws Exception {
    Path build = Path.of(arguments[0]).toAbsolutePath();
    String which = arguments.length > 1 ? arguments[1] : "all";
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : ROUNDS;
    Path folder = Files.createTempDirectory("streambed-choices");
    FunctionFolder function = FunctionFolder.unpack(build.resolve(ZIP), folder.resolve("shipped"));
    if (List.of("clients", "all").contains(which)) {
      ClientChoice.print(function, rounds);
    }
    if (List.of("json", "all").contains(which)) {
      JsonChoice.print(rounds);
    }
    if (List.of("jvm", "all").contains(which)) {
      JvmChoice.print(function, build, rounds);
    }
  }
}
