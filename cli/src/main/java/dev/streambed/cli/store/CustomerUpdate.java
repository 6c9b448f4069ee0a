package dev.streambed.cli.store;

import dev.streambed.cli.vocabulary.Customer;
import dev.streambed.cli.vocabulary.CustomerChange;
import dev.streambed.cli.vocabulary.CustomerChange.LimitsChange;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.Limit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Changes what a customer may do. The limits are read, changed and written back if they are still
/// what was read; so that two changes at once are both in the end.
public record CustomerUpdate(Customers customers) {

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
      Optional<Map<String, AttributeValue>> read = customers.item(id);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      try {
        Map<String, AttributeValue> written = write(id, change, read.get());
        return Optional.of(new Changed(Items.customer(read.get()), Items.customer(written)));
      } catch (ConditionalCheckFailedException changedMeanwhile) {
        if (attempt == MOST_TRIES) {
          throw changedMeanwhile;
        }
      }
    }
  }

  private Map<String, AttributeValue> write(
      CustomerId id, CustomerChange change, Map<String, AttributeValue> read) {
    ItemUpdate update = customers.update(id);
    change.name().ifPresent(name -> update.set(Attributes.NAME, NewItems.text(name)));
    change.email().ifPresent(email -> update.setOrRemove(Attributes.EMAIL, email));
    change.models().ifPresent(models -> update.setOrRemove(Attributes.MODELS, models));
    limits(update, change.limits(), read);
    return customers.write(update);
  }

  private static void limits(
      ItemUpdate update, LimitsChange change, Map<String, AttributeValue> read) {
    AttributeValue before = read.get(Attributes.LIMITS);
    switch (change) {
      case LimitsChange.ToDefaults() -> update.remove(Attributes.LIMITS);
      case LimitsChange.Exactly(var limits) ->
          update.set(Attributes.LIMITS, AttributeValue.fromM(NewItems.numbers(limits)));
      case LimitsChange.Some some when some.set().isEmpty() && some.cleared().isEmpty() -> {}
      case LimitsChange.Some some ->
          update.expect(Attributes.LIMITS, before).set(Attributes.LIMITS, merged(some, read));
    }
  }

  private static AttributeValue merged(LimitsChange.Some change, Map<String, AttributeValue> read) {
    Map<String, AttributeValue> limits =
        new HashMap<>(Items.map(read, Attributes.LIMITS).orElse(Map.of()));
    limits.putAll(NewItems.numbers(change.set()));
    change.cleared().stream().map(Limit::attribute).forEach(limits::remove);
    return AttributeValue.fromM(limits);
  }
}
