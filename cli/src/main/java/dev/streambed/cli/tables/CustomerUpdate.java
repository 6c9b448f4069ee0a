package dev.streambed.cli.tables;

import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerChange;
import dev.streambed.cli.domain.CustomerChange.LimitsChange;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.Limit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Changes what a customer may do. The limits are read, changed and written back if they are still
/// what was read; so that two changes at once are both in the end.
public record CustomerUpdate(CustomerTable customerTable) {

  private static final int MOST_TRIES = 8;

  /// How a change ended.
  ///
  /// @param before as it was
  /// @param after as it is
  public record Changed(Customer before, Customer after) {}

  /// Changes a customer.
  ///
  /// @return nothing when there is no such customer
  public Optional<Changed> apply(CustomerId id, CustomerChange change) {
    for (int attempt = 1; ; attempt++) {
      Optional<Map<String, AttributeValue>> read = customerTable.item(id);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      try {
        Map<String, AttributeValue> written = write(id, change, read.get());
        return Optional.of(
            new Changed(ItemReader.customer(read.get()), ItemReader.customer(written)));
      } catch (ConditionalCheckFailedException changedMeanwhile) {
        if (attempt == MOST_TRIES) {
          throw changedMeanwhile;
        }
      }
    }
  }

  private Map<String, AttributeValue> write(
      CustomerId id, CustomerChange change, Map<String, AttributeValue> read) {
    ItemUpdate update = customerTable.update(id);
    change.name().ifPresent(name -> update.set(AttributeNames.NAME, ItemWriter.text(name)));
    change.email().ifPresent(email -> update.setOrRemove(AttributeNames.EMAIL, email));
    change.models().ifPresent(models -> update.setOrRemove(AttributeNames.MODELS, models));
    limits(update, change.limits(), read);
    return customerTable.write(update);
  }

  private static void limits(
      ItemUpdate update, LimitsChange change, Map<String, AttributeValue> read) {
    AttributeValue before = read.get(AttributeNames.LIMITS);
    switch (change) {
      case LimitsChange.ResetToDefaults() -> update.remove(AttributeNames.LIMITS);
      case LimitsChange.Replace(var limits) ->
          update.set(AttributeNames.LIMITS, AttributeValue.fromM(ItemWriter.numbers(limits)));
      case LimitsChange.Patch patch when patch.set().isEmpty() && patch.cleared().isEmpty() -> {}
      case LimitsChange.Patch patch ->
          update
              .expect(AttributeNames.LIMITS, before)
              .set(AttributeNames.LIMITS, merged(patch, read));
    }
  }

  private static AttributeValue merged(
      LimitsChange.Patch change, Map<String, AttributeValue> read) {
    Map<String, AttributeValue> limits =
        new HashMap<>(ItemReader.map(read, AttributeNames.LIMITS).orElse(Map.of()));
    limits.putAll(ItemWriter.numbers(change.set()));
    change.cleared().stream().map(Limit::attribute).forEach(limits::remove);
    return AttributeValue.fromM(limits);
  }
}
