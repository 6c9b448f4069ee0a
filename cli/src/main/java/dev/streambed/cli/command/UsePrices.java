package dev.streambed.cli.command;

import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.PriceBookVersion;
import dev.streambed.cli.tables.PriceBookTable;
import dev.streambed.cli.tables.StackTables;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `prices use`.
@Command(
    name = "use",
    description =
        "Has answers priced by a book from now on. What is recorded stays: `usage re-rate` changes that.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UsePrices implements Callable<Integer> {

  static final String TAKES_EFFECT_SOON = "running functions follow within ten minutes";

  @Parameters(
      paramLabel = "VERSION",
      description = "The book, or `bundled` for the one that comes with the function.")
  private String version;

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  UsePrices(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    return commandContext.run(place, this::use);
  }

  private CommandResult use(StackTables stackTables) {
    PriceBookTable priceBookTable = new PriceBookTable(stackTables, commandContext.now());
    if (version.equals(PriceBookVersion.BUNDLED)) {
      priceBookTable.clearCurrent();
    } else if (!PriceBookVersion.isValid(version) || !priceBookTable.setCurrent(version)) {
      return new CommandResult.NotFound("there is no price book " + version);
    }
    return CommandResult.done(
        CommandOutput.of(List.of(version), new JsonFields().text("uses", version).build())
            .withNote(TAKES_EFFECT_SOON));
  }
}
