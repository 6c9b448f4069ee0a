package dev.streambed.cli.command;

import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.PriceBookVersion;
import dev.streambed.cli.tables.PriceBookTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.gateway.price.PriceBook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `prices put`.
@Command(
    name = "put",
    description = {
      "Keeps a price book, of which docs/prices.md tells the format, and prints its version.",
      "Answers are priced by it only when it is used: --use, or `prices use`."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PutPrices implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The price file, JSON.")
  private Path file;

  @Option(
      names = "--version",
      order = 1,
      paramLabel = "VERSION",
      description = "What records will call it. Default: made of what is in it.")
  private Optional<String> version;

  @Option(names = "--use", order = 2, description = "Has answers priced by it from now on.")
  private boolean use;

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  PutPrices(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    if (version.filter(name -> !PriceBookVersion.isValid(name)).isPresent()) {
      throw place.usageError("--version is " + PriceBookVersion.FORMAT);
    }
    PriceBook book = new PriceFileReader(file, place).read(version);
    return commandContext.run(place, stackTables -> put(stackTables, book));
  }

  private CommandResult put(StackTables stackTables, PriceBook book) {
    return switch (new PriceBookTable(stackTables, commandContext.now()).put(book, use)) {
      case DONE -> CommandResult.done(answer(book, "%s has prices of %d models"));
      case WAS_THERE -> CommandResult.done(answer(book, "%s was there before, with %d models"));
      case TAKEN ->
          new CommandResult.Refused(
              "there is another book %s, and a version never changes: choose another --version"
                  .formatted(book.version()));
    };
  }

  private CommandOutput answer(PriceBook book, String sentence) {
    CommandOutput commandOutput =
        CommandOutput.of(
                List.of(book.version()),
                new JsonFields()
                    .text("version", book.version())
                    .number("models", book.size())
                    .flag("used", use)
                    .build())
            .withNote(sentence.formatted(book.version(), book.size()));
    return use ? commandOutput.withNote(UsePrices.TAKES_EFFECT_SOON) : commandOutput;
  }
}
