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
      description = "Customers, tokens, usage and prices of a stack, deployed or on this machine.")
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

  @Command(name = "tokens", description = "What customers call the gateway with.")
  static final class TokensGroup {
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
  /// @param desk what the commands work with
  public static CommandLine of(Desk desk) {
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(customers(desk))
            .addSubcommand(tokens(desk))
            .addSubcommand(
                new CommandLine(new UsageOfMonth(desk)).addSubcommand(new ReRateUsage(desk)))
            .addSubcommand(prices(desk));
    Converters.register(line);
    describe(line);
    return line;
  }

  private static CommandLine customers(Desk desk) {
    return new CommandLine(new CustomersGroup())
        .addSubcommand(new CreateCustomer(desk))
        .addSubcommand(new ListCustomers(desk))
        .addSubcommand(new ShowCustomer(desk))
        .addSubcommand(new UpdateCustomer(desk))
        .addSubcommand(new SuspendCustomer(desk))
        .addSubcommand(new ResumeCustomer(desk));
  }

  private static CommandLine tokens(Desk desk) {
    return new CommandLine(new TokensGroup())
        .addSubcommand(new IssueToken(desk))
        .addSubcommand(new ListTokens(desk))
        .addSubcommand(new RotateToken(desk))
        .addSubcommand(new DeprecateToken(desk))
        .addSubcommand(new RevokeToken(desk))
        .addSubcommand(new ExpireToken(desk));
  }

  private static CommandLine prices(Desk desk) {
    return new CommandLine(new PricesGroup())
        .addSubcommand(new PutPrices(desk))
        .addSubcommand(new ListPrices(desk))
        .addSubcommand(new ShowPrices(desk))
        .addSubcommand(new UsePrices(desk));
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
