package dev.streambed.cli.command;

import dev.streambed.cli.store.ApiKeyChanges;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tokens revoke`.
@Command(name = "revoke", description = "Refuses a token from now on, for good.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RevokeToken implements Callable<Integer> {

  @Mixin private TokenOptions token;
  @Mixin private PlaceOptions place;

  private final Desk desk;

  RevokeToken(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return desk.serve(place, tables -> token.one(tables, key -> revoke(tables, key)));
  }

  private Verdict revoke(Tables tables, ApiKey key) {
    Instant now = desk.now();
    if (key.status().equals(ApiKey.REVOKED)) {
      return Verdict.done(
          Answer.of(TokenView.table(List.of(key), now), TokenView.json(key, now).build())
              .withNote("%s was revoked before".formatted(key.prefix())));
    }
    return new ApiKeyChanges(tables, now)
        .revoke(key)
        .map(changed -> TokenView.changed(changed, now))
        .orElseGet(() -> Tokens.changedMeanwhile(key));
  }
}
