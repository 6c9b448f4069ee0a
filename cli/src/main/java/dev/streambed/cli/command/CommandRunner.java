package dev.streambed.cli.command;

import dev.streambed.cli.console.Console;
import dev.streambed.cli.console.ExitCode;
import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.stack.AwsErrorMessages;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Builds the tree of commands, runs one of them and reports failures.
public final class CommandRunner {

  private final CommandContext context;
  private final Console console;

  public CommandRunner(CommandContext context) {
    this.context = context;
    this.console = context.console();
  }

  /// A command that only holds others.
  @Command
  @SuppressWarnings("UnusedVariable") // picocli reads the field
  private static final class Group {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Shows this help.")
    private boolean help;
  }

  static CommandLine group(String name, String description) {
    CommandLine group = new CommandLine(new Group()).setCommandName(name);
    group.getCommandSpec().usageMessage().description(description);
    return group;
  }

  /// Runs one command.
  ///
  /// @return the exit code
  public int run(String... arguments) {
    boolean json = List.of(arguments).contains(StackOptions.JSON);
    return commands()
        .setOut(console.out())
        .setErr(console.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, _) -> usageError(wrong, json))
        .setExecutionExceptionHandler((failure, _, _) -> failed(failure, json))
        .execute(arguments);
  }

  private CommandLine commands() {
    CommandLine reconcile = new CommandLine(new Reconcile(context));
    CommandLine smoke = new CommandLine(new SmokeCommand(context));
    CommandLine line =
        group(
                "streambed",
                "Manages customers, API keys, usage and prices of a deployed or a local stack, and checks"
                    + " its gateway.")
            .addSubcommand(CustomerCommands.group(context))
            .addSubcommand(KeyCommands.group(context))
            .addSubcommand(
                new CommandLine(new ShowUsage(context)).addSubcommand(new ReRateUsage(context)))
            .addSubcommand(PriceCommands.group(context))
            .addSubcommand(reconcile)
            .addSubcommand(smoke);
    Converters.register(line);
    formatHelp(line);
    reconcile.getCommandSpec().usageMessage().exitCodeList(Reconcile.exitCodes());
    smoke.getCommandSpec().usageMessage().exitCodeList(SmokeCommand.exitCodes());
    return line;
  }

  private static void formatHelp(CommandLine line) {
    line.setUsageHelpAutoWidth(true);
    line.setUsageHelpLongOptionsMaxWidth(30);
    line.getCommandSpec()
        .usageMessage()
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.meanings());
    line.getSubcommands().values().forEach(CommandRunner::formatHelp);
  }

  private int usageError(ParameterException wrong, boolean json) {
    // picocli repeats what it cannot parse, which may be a key.
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
        failure instanceof CliException known
            ? known.sentence()
            : AwsErrorMessages.of(failure)
                .orElseGet(() -> "unexpected error (" + failure.getClass().getSimpleName() + ")");
    return console.fail(ExitCode.FAILED, sentence, json);
  }
}
