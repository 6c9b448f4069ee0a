package dev.streambed.cli.command;

import dev.streambed.cli.console.Fields;
import dev.streambed.cli.store.Books;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.BookVersion;
import dev.streambed.cli.vocabulary.Verdict;
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

  @Mixin private PlaceOptions place;

  private final Desk desk;

  PutPrices(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (version.filter(name -> !BookVersion.isFit(name)).isPresent()) {
      throw place.wrong("--version is " + BookVersion.RULE);
    }
    PriceBook book = new BookFile(file, place).read(version);
    return desk.serve(place, tables -> put(tables, book));
  }

  private Verdict put(Tables tables, PriceBook book) {
    return switch (new Books(tables, desk.now()).put(book, use)) {
      case DONE -> Verdict.done(answer(book, "%s has prices of %d models"));
      case WAS_THERE -> Verdict.done(answer(book, "%s was there before, with %d models"));
      case TAKEN ->
          new Verdict.Refused(
              "there is another book %s, and a version never changes: choose another --version"
                  .formatted(book.version()));
    };
  }

  private Answer answer(PriceBook book, String sentence) {
    Answer answer =
        Answer.of(
                List.of(book.version()),
                new Fields()
                    .text("version", book.version())
                    .number("models", book.size())
                    .flag("used", use)
                    .build())
            .withNote(sentence.formatted(book.version(), book.size()));
    return use ? answer.withNote(UsePrices.SOON) : answer;
  }
}
