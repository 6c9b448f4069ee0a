package dev.streambed.cli;

import dev.streambed.cli.aws.SdkExceptionMessages;
import dev.streambed.cli.command.CommandContext;
import dev.streambed.cli.command.CommandTree;
import dev.streambed.cli.console.Console;
import dev.streambed.cli.console.ExitCode;
import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.CliException;
import java.util.List;
import picocli.CommandLine.ParameterException;
import software.amazon.awssdk.core.exception.SdkException;

/// Runs commands, and finds words for what goes wrong.
public final class CommandRunner {

  private static final String JSON = "--json";

  private final CommandContext commandContext;
  private final Console console;

  /// Runs commands at this desk.
  ///
  /// @param commandContext what the commands work with
  public CommandRunner(CommandContext commandContext) {
    this.commandContext = commandContext;
    this.console = commandContext.console();
  }

  /// Runs one command.
  ///
  /// @return the exit code
  public int run(String... arguments) {
    boolean json = List.of(arguments).contains(JSON);
    return CommandTree.of(commandContext)
        .setOut(console.out())
        .setErr(console.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, _) -> wrongUse(wrong, json))
        .setExecutionExceptionHandler((failure, _, _) -> failed(failure, json))
        .execute(arguments);
  }

  private int wrongUse(ParameterException wrong, boolean json) {
    // picocli repeats what it does not understand.
    String sentence = ApiKey.redact(String.valueOf(wrong.getMessage()));
    int code = console.fail(ExitCode.USAGE_ERROR, sentence, json);
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
          case SdkException aws -> SdkExceptionMessages.messageOf(aws);
          default -> "this should not happen (" + failure.getClass().getSimpleName() + ")";
        };
    return console.fail(ExitCode.FAILED, sentence, json);
  }
}
