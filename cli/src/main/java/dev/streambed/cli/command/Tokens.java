package dev.streambed.cli.command;

import dev.streambed.cli.store.ApiKeys;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.TokenReference;
import dev.streambed.cli.vocabulary.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the commands on tokens have in common.
final class Tokens {

  static final String SHOWN_ONCE = "this is the only time that the token is shown: keep it now";
  static final String WITHIN = "the gateway follows within 60 seconds";

  private Tokens() {}

  /// Does something with the one token that is meant.
  static Verdict one(
      Tables tables,
      TokenReference reference,
      Optional<CustomerId> customer,
      Function<ApiKey, Verdict> work) {
    List<ApiKey> found = new ApiKeys(tables).find(reference, customer);
    return switch (found.size()) {
      case 0 ->
          new Verdict.NotFound(
              "there is no token " + reference.shown() + customer.map(Tokens::of).orElse(""));
      case 1 -> work.apply(found.getFirst());
      default ->
          new Verdict.Refused(
              "%d tokens begin with %s: give the whole token, or --customer"
                  .formatted(found.size(), reference.shown()));
    };
  }

  static Verdict changedMeanwhile(ApiKey key) {
    return new Verdict.Refused(
        "somebody changed the token %s at the same moment: look at it and try again"
            .formatted(key.prefix()));
  }

  static Verdict isRevoked(ApiKey key) {
    return new Verdict.Refused(
        "the token %s is revoked, for good: issue another".formatted(key.prefix()));
  }

  private static String of(CustomerId customer) {
    return " of the customer " + customer.value();
  }
}
