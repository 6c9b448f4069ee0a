package dev.streambed.cli.command;

import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.Verdict;
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

  @Mixin private PlaceOptions place;

  private final Desk desk;

  ShowPrices(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return desk.serve(place, this::show);
  }

  private Verdict show(Tables tables) {
    return BookChoice.find(tables, desk.now(), version)
        .map(book -> Verdict.done(answer(book)))
        .orElseGet(() -> new Verdict.NotFound("there is no price book " + version));
  }

  private static Answer answer(PriceBook book) {
    String json = book.write();
    return Answer.of(List.of(json), (JsonObject) Json.read(json.getBytes(StandardCharsets.UTF_8)));
  }
}
