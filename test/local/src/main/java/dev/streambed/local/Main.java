package dev.streambed.local;

import dev.streambed.local.domain.LocalStackException;
import picocli.CommandLine;

/// Runs the stack from the command line. Prints one line when it cannot start.
public final class Main {

  private static final int REFUSED = 1;

  private Main() {}

  /// Exits with 0 after it was stopped, with 2 for invalid options, with 1 when the stack does not
  /// start.
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new LocalCommand(System.getenv(), System.out))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((failed, line, _) -> explain(failed, line))
            .execute(arguments));
  }

  private static int explain(Exception failed, CommandLine line) throws Exception {
    if (failed instanceof LocalStackException || failed instanceof IllegalArgumentException) {
      line.getErr().println("streambed: " + failed.getMessage());
      return REFUSED;
    }
    throw failed;
  }
}
