package dev.streambed.cli.command;

import dev.streambed.cli.console.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Every command, put together.
@SuppressWarnings("UnusedVariable") // picocli reads the fields
public final class CommandTree {

  private CommandTree() {}

  /// The root; it is only a place for the others.
  @Command(
      name = "streambed",
      description = "Customers, API keys, usage and prices of a stack, deployed or on this machine.")
  static final class Root {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Shows this.")
    private boolean help;
  }

  @Command(name = "customers", description = "Whoever is billed for calls.")
  static final class CustomersGroup {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Shows this.")
    private boolean help;
  }

  @Command(
      name = "keys",
      aliases = "tokens",
      description = "API keys, which customers call the gateway with.")
  static final class KeysGroup {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Shows this.")
    private boolean help;
  }

  @Command(name = "prices", description = "What answers are priced by.")
  static final class PricesGroup {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Shows this.")
    private boolean help;
  }

  /// The tree, ready to be executed.
  ///
  /// @param commandContext what the commands work with
  public static CommandLine of(CommandContext commandContext) {
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(customers(commandContext))
            .addSubcommand(keys(commandContext))
            .addSubcommand(
                new CommandLine(new ShowUsage(commandContext))
                    .addSubcommand(new ReRateUsage(commandContext)))
            .addSubcommand(prices(commandContext));
    Converters.register(line);
    describe(line);
    return line;
  }

  private static CommandLine customers(CommandContext commandContext) {
    return new CommandLine(new CustomersGroup())
        .addSubcommand(new CreateCustomer(commandContext))
        .addSubcommand(new ListCustomers(commandContext))
        .addSubcommand(new ShowCustomer(commandContext))
        .addSubcommand(new UpdateCustomer(commandContext))
        .addSubcommand(new SuspendCustomer(commandContext))
        .addSubcommand(new ResumeCustomer(commandContext));
  }

  private static CommandLine keys(CommandContext commandContext) {
    return new CommandLine(new KeysGroup())
        .addSubcommand(new IssueKey(commandContext))
        .addSubcommand(new ListKeys(commandContext))
        .addSubcommand(new RotateKey(commandContext))
        .addSubcommand(new DeprecateKey(commandContext))
        .addSubcommand(new RevokeKey(commandContext))
        .addSubcommand(new ExpireKey(commandContext));
  }

  private static CommandLine prices(CommandContext commandContext) {
    return new CommandLine(new PricesGroup())
        .addSubcommand(new PutPrices(commandContext))
        .addSubcommand(new ListPrices(commandContext))
        .addSubcommand(new ShowPrices(commandContext))
        .addSubcommand(new UsePrices(commandContext));
  }

  private static void describe(CommandLine line) {
    line.setUsageHelpAutoWidth(true);
    line.setUsageHelpLongOptionsMaxWidth(30);
    line.getCommandSpec()
        .usageMessage()
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.meanings());
    line.getSubcommands().values().forEach(CommandTree::describe);
  }
}
