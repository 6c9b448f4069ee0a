package dev.streambed.cli.command;

import dev.streambed.cli.store.ApiKeyChanges;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tokens deprecate`.
@Command(
    name = "deprecate",
    description =
        "Lets a token work on for the grace period and no longer; issues none in its place.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DeprecateToken implements Callable<Integer> {

  @Mixin private TokenOptions token;

  @Option(
      names = "--grace",
      order = 3,
      paramLabel = "TIME",
      defaultValue = "7d",
      description = "How long it works on, such as 7d or 12h. Default: ${DEFAULT-VALUE}")
  private Duration grace;

  @Mixin private PlaceOptions place;

  private final Desk desk;

  DeprecateToken(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return desk.serve(place, tables -> token.one(tables, key -> deprecate(tables, key)));
  }

  private Verdict deprecate(Tables tables, ApiKey key) {
    if (!key.status().equals(ApiKey.ACTIVE)) {
      return new Verdict.Refused(
          "the token %s is %s already".formatted(key.prefix(), key.status()));
    }
    Instant now = desk.now();
    return new ApiKeyChanges(tables, now)
        .deprecate(key, now.plus(grace))
        .map(changed -> TokenView.changed(changed, now))
        .orElseGet(() -> Tokens.changedMeanwhile(key));
  }
}
