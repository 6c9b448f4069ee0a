package dev.streambed.cli.command;

import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.price.PriceBook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `prices show`.
@Command(name = "show", description = "Prints a price book as a price file.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ShowPrices implements Callable<Integer> {

  @Parameters(
      paramLabel = "VERSION",
      description = "The book, or `bundled` for the one that comes with this release's function.")
  private String version;

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  ShowPrices(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    return commandContext.run(place, this::show);
  }

  private CommandResult show(StackTables stackTables) {
    return PriceBookSelector.find(stackTables, commandContext.now(), version)
        .map(book -> CommandResult.done(answer(book)))
        .orElseGet(() -> new CommandResult.NotFound("there is no price book " + version));
  }

  private static CommandOutput answer(PriceBook book) {
    String json = book.write();
    return CommandOutput.of(
        List.of(json), (JsonObject) Json.read(json.getBytes(StandardCharsets.UTF_8)));
  }
}
