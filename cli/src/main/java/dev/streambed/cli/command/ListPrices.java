package dev.streambed.cli.command;

import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.PriceBookEntry;
import dev.streambed.cli.tables.PriceBookTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.price.PriceBook;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `prices list`.
@Command(
    name = "list",
    description =
        "Lists the price books and says which is in use; the first comes with this release's function.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListPrices implements Callable<Integer> {

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  ListPrices(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    return commandContext.run(place, this::list);
  }

  private CommandResult list(StackTables stackTables) {
    PriceBookTable priceBookTable = new PriceBookTable(stackTables, commandContext.now());
    PriceBook bundled = PriceBook.bundled();
    List<PriceBookEntry> all = new ArrayList<>();
    all.add(
        new PriceBookEntry(
            bundled.version(),
            OptionalLong.of(bundled.size()),
            "",
            priceBookTable.currentVersion().isEmpty()));
    all.addAll(priceBookTable.all());
    return CommandResult.done(
        CommandOutput.of(table(all), all.stream().map(ListPrices::json).toList()));
  }

  private static List<String> table(List<PriceBookEntry> books) {
    TextTable table =
        new TextTable()
            .textColumn("VERSION")
            .numberColumn("MODELS")
            .textColumn("CREATED")
            .textColumn("IN USE");
    for (PriceBookEntry book : books) {
      table.row(
          List.of(
              book.version(),
              book.models().isPresent() ? Long.toString(book.models().getAsLong()) : "",
              TimeFormat.day(book.createdAt()),
              book.isUsed() ? "yes" : ""));
    }
    return table.lines();
  }

  private static JsonObject json(PriceBookEntry book) {
    JsonFields jsonFields = new JsonFields().text("version", book.version());
    book.models().ifPresent(models -> jsonFields.number("models", models));
    return jsonFields.text("createdAt", book.createdAt()).flag("used", book.isUsed()).build();
  }
}
