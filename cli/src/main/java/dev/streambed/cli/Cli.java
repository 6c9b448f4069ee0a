package dev.streambed.cli;

import dev.streambed.cli.aws.Causes;
import dev.streambed.cli.command.CommandTree;
import dev.streambed.cli.command.Desk;
import dev.streambed.cli.console.Console;
import dev.streambed.cli.console.ExitCode;
import dev.streambed.cli.vocabulary.CliException;
import dev.streambed.cli.vocabulary.Token;
import java.util.List;
import picocli.CommandLine.ParameterException;
import software.amazon.awssdk.core.exception.SdkException;

/// Runs commands, and finds words for what goes wrong.
public final class Cli {

  private static final String JSON = "--json";

  private final Desk desk;
  private final Console console;

  /// Runs commands at this desk.
  ///
  /// @param desk what the commands work with
  public Cli(Desk desk) {
    this.desk = desk;
    this.console = desk.console();
  }

  /// Runs one command.
  ///
  /// @return the exit code
  public int run(String... arguments) {
    boolean json = List.of(arguments).contains(JSON);
    return CommandTree.of(desk)
        .setOut(console.out())
        .setErr(console.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, _) -> wrongUse(wrong, json))
        .setExecutionExceptionHandler((failure, _, _) -> failed(failure, json))
        .execute(arguments);
  }

  private int wrongUse(ParameterException wrong, boolean json) {
    // picocli repeats what it does not understand.
    String sentence = Token.hideIn(String.valueOf(wrong.getMessage()));
    int code = console.fail(ExitCode.WRONG_USE, sentence, json);
    if (!json) {
      String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
      console.err().println("streambed: ./" + command + " --help tells more");
      console.err().flush();
    }
    return code;
  }

  private int failed(Exception failure, boolean json) {
    String sentence =
        switch (failure) {
          case CliException known -> known.sentence();
          case SdkException aws -> Causes.sentence(aws);
          default -> "this should not happen (" + failure.getClass().getSimpleName() + ")";
        };
    return console.fail(ExitCode.FAILED, sentence, json);
  }
}
