package dev.streambed.cli.command;

import dev.streambed.cli.console.Fields;
import dev.streambed.cli.store.Books;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.BookVersion;
import dev.streambed.cli.vocabulary.Verdict;
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

  static final String SOON = "running functions follow within ten minutes";

  @Parameters(
      paramLabel = "VERSION",
      description = "The book, or `bundled` for the one that comes with the function.")
  private String version;

  @Mixin private PlaceOptions place;

  private final Desk desk;

  UsePrices(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return desk.serve(place, this::use);
  }

  private Verdict use(Tables tables) {
    Books books = new Books(tables, desk.now());
    if (version.equals(BookVersion.BUNDLED)) {
      books.useBundled();
    } else if (!BookVersion.isFit(version) || !books.use(version)) {
      return new Verdict.NotFound("there is no price book " + version);
    }
    return Verdict.done(
        Answer.of(List.of(version), new Fields().text("uses", version).build()).withNote(SOON));
  }
}
