package dev.streambed.cli.command;

import dev.streambed.cli.store.ApiKeyChanges;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.Until;
import dev.streambed.cli.vocabulary.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tokens expire`.
@Command(
    name = "expire",
    description = "Says when a token's time is over, sooner or later than before.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExpireToken implements Callable<Integer> {

  @Mixin private TokenOptions token;

  @Option(
      names = "--at",
      order = 3,
      required = true,
      paramLabel = "WHEN",
      description = "Refused from then on: " + Until.FORMS)
  private Until at;

  @Mixin private PlaceOptions place;

  private final Desk desk;

  ExpireToken(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Instant now = desk.now();
    Optional<Instant> end = at.from(now);
    Expiry.checkFuture("--at", end, now, place);
    return desk.serve(place, tables -> token.one(tables, key -> expire(tables, key, now)));
  }

  private Verdict expire(Tables tables, ApiKey key, Instant now) {
    if (key.status().equals(ApiKey.REVOKED)) {
      return Tokens.isRevoked(key);
    }
    Optional<Instant> end = at.from(now);
    if (key.isBrowsers() && !isSooner(end, key)) {
      return new Verdict.Refused(
          "%s is a browser's token, and ends by itself: it can only end sooner"
              .formatted(key.prefix()));
    }
    if (end.isEmpty() && key.status().equals(ApiKey.DEPRECATED)) {
      return new Verdict.Refused(
          "the token %s is deprecated and has to end: give a time".formatted(key.prefix()));
    }
    return new ApiKeyChanges(tables, now)
        .expire(key, end)
        .map(changed -> TokenView.changed(changed, now))
        .orElseGet(() -> Tokens.changedMeanwhile(key));
  }

  private static boolean isSooner(Optional<Instant> end, ApiKey key) {
    return end.isPresent() && key.expiresAt().filter(end.get()::isAfter).isEmpty();
  }
}
