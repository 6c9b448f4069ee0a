package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.ApiKeyReference;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.tables.ApiKeyTable;
import dev.streambed.cli.tables.StackTables;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the commands on keys have in common.
final class KeyCommands {

  static final String SHOWN_ONCE = "this is the only time that the key is shown: keep it now";
  static final String TAKES_EFFECT_SOON = "the gateway follows within 60 seconds";

  private KeyCommands() {}

  /// Does something with the one key that is meant.
  static CommandResult one(
      StackTables stackTables,
      ApiKeyReference reference,
      Optional<CustomerId> customer,
      Function<ApiKeyEntry, CommandResult> work) {
    List<ApiKeyEntry> found = new ApiKeyTable(stackTables).find(reference, customer);
    return switch (found.size()) {
      case 0 ->
          new CommandResult.NotFound(
              "there is no key "
                  + reference.displayName()
                  + customer.map(KeyCommands::of).orElse(""));
      case 1 -> work.apply(found.getFirst());
      default ->
          new CommandResult.Refused(
              "%d keys begin with %s: give the whole key, or --customer"
                  .formatted(found.size(), reference.displayName()));
    };
  }

  static CommandResult changedMeanwhile(ApiKeyEntry key) {
    return new CommandResult.Refused(
        "somebody changed the key %s at the same moment: look at it and try again"
            .formatted(key.prefix()));
  }

  static CommandResult alreadyRevoked(ApiKeyEntry key) {
    return new CommandResult.Refused(
        "the key %s is revoked, for good: issue another".formatted(key.prefix()));
  }

  private static String of(CustomerId customer) {
    return " of the customer " + customer.value();
  }
}
