package dev.streambed.bench;

import dev.streambed.bench.experiment.Experiment;
import dev.streambed.local.domain.LocalStackException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/// The command line's entry point. Prints a one-line message if it cannot measure.
public final class Main {

  private static final int REFUSED = 1;
  // The exit status of shells after Ctrl-C.
  private static final int INTERRUPTED = 130;

  private Main() {}

  /// Exits with 0 if everything was measured, even if a target was missed; with 3 if an experiment
  /// failed, 2 if the options are invalid, and 1 if nothing can be measured.
  public static void main(String[] arguments) {
    System.exit(commandLine(Experiment.all(), System.out, System.err).execute(arguments));
  }

  static CommandLine commandLine(List<Experiment> all, PrintStream out, PrintStream err) {
    return new CommandLine(new BenchCommand(all, out, err))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failed, line, _) -> explain(failed, line));
  }

  private static int explain(Exception failed, CommandLine line) throws Exception {
    if (failed instanceof LocalStackException || failed instanceof IllegalArgumentException) {
      line.getErr().println("streambed: " + failed.getMessage());
      return REFUSED;
    }
    if (failed instanceof InterruptedException) {
      return INTERRUPTED;
    }
    throw failed;
  }
}
