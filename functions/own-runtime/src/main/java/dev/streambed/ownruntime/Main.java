package dev.streambed.ownruntime;

import dev.streambed.local.domain.LocalStackException;
import picocli.CommandLine;

/// Packs the function from the command line. Prints one line when it cannot.
public final class Main {

  private static final int FAILED = 1;

  private Main() {}

  /// Exits with 0 when the zip is written, with 2 or 64 for invalid options, else with 1.
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /// The same without an exit.
  ///
  /// @return the exit code
  public static int run(String... arguments) {
    return commandLine()
        .setExecutionExceptionHandler((failed, line, _) -> explain(failed, line))
        .execute(arguments);
  }

  static CommandLine commandLine() {
    return new CommandLine(new PackageCommand(System.out, System.err))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int explain(Exception failed, CommandLine line) throws Exception {
    if (failed instanceof PackagingException || failed instanceof LocalStackException) {
      line.getErr().println("streambed: " + failed.getMessage());
      return FAILED;
    }
    throw failed;
  }
}
