package dev.streambed.cli.command;

import dev.streambed.cli.store.ApiKeyChanges;
import dev.streambed.cli.store.ApiKeys;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.TokenReference;
import dev.streambed.cli.vocabulary.Until;
import dev.streambed.cli.vocabulary.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tokens rotate`.
@Command(
    name = "rotate",
    description = {
      "Issues a token in place of another and prints it: the only time it is shown.",
      "The old one works on for the grace period, then it is refused. Both happen, or neither.",
      "The new one lives as long as the old one was meant to, unless --expires says otherwise."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RotateToken implements Callable<Integer> {

  @Option(
      names = "--customer",
      order = 1,
      paramLabel = "ID",
      description = "Rotates the customer's only active token.")
  private Optional<CustomerId> customer;

  @Option(
      names = "--token",
      order = 2,
      paramLabel = "PREFIX",
      description = "Rotates this one: its first 11 characters.")
  private Optional<TokenReference> token;

  @Option(
      names = "--grace",
      order = 3,
      paramLabel = "TIME",
      defaultValue = "7d",
      description = "How long the old one works on, such as 7d or 12h. Default: ${DEFAULT-VALUE}")
  private Duration grace;

  @Option(
      names = "--expires",
      order = 4,
      paramLabel = "WHEN",
      description = "Refuses the new one from then on: " + Until.FORMS)
  private Optional<Until> expires;

  @Option(
      names = "--name",
      order = 5,
      paramLabel = "LABEL",
      description = "What you call the new one. Default: as the old one.")
  private Optional<String> label;

  @Mixin private PlaceOptions place;

  private final Desk desk;

  RotateToken(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Labels.checkName("--name", label, place);
    Instant now = desk.now();
    Expiry.checkFuture("--expires", expires.flatMap(until -> until.from(now)), now, place);
    if (customer.isEmpty() && token.isEmpty()) {
      throw place.wrong("give --customer or --token");
    }
    Rotation rotation = new Rotation(desk, now, grace, expires, label);
    return desk.serve(place, tables -> rotate(tables, rotation));
  }

  private Verdict rotate(Tables tables, Rotation rotation) {
    ApiKeyChanges changes = new ApiKeyChanges(tables, rotation.now());
    return token
        .map(reference ->
            Tokens.one(tables, reference, customer, old -> rotation.apply(changes, old)))
        .orElseGet(() -> rotateOnly(tables, customer.orElseThrow(), rotation, changes));
  }

  private static Verdict rotateOnly(
      Tables tables, CustomerId customer, Rotation rotation, ApiKeyChanges changes) {
    List<ApiKey> active =
        new ApiKeys(tables)
            .of(customer).stream()
                .filter(key -> key.status().equals(ApiKey.ACTIVE) && !key.isBrowsers())
                .toList();
    return switch (active.size()) {
      case 0 ->
          new Verdict.NotFound("the customer %s has no active token".formatted(customer.value()));
      case 1 -> rotation.apply(changes, active.getFirst());
      default ->
          new Verdict.Refused(
              "the customer %s has %d active tokens: say which with --token"
                  .formatted(customer.value(), active.size()));
    };
  }
}
