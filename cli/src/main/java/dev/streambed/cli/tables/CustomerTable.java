package dev.streambed.cli.tables;

import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.Customer.LimitsChange;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.Limit;
import dev.streambed.cli.domain.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The table `customers`.
///
/// @param now the time that is written into what changes
public record CustomerTable(StackTables stackTables, Instant now) {

  private static final int MAX_ATTEMPTS = 8;

  /// The result of suspending or resuming a customer.
  public sealed interface StatusChange {
    record Changed(Customer customer) implements StatusChange {}

    /// The customer had this status before.
    record Unchanged(Customer customer) implements StatusChange {}

    record Unknown() implements StatusChange {}
  }

  /// A customer before and after an update.
  public record Updated(Customer before, Customer after) {}

  /// Creates a customer and, if wanted, its first key in one transaction.
  ///
  /// @return absent if the id is taken
  public Optional<Customer> create(Customer.New customer, Optional<ApiKey.New> key) {
    Map<String, AttributeValue> item = Items.of(customer, now);
    WriteTransaction writeTransaction =
        new WriteTransaction(stackTables.dynamoDb())
            .putNew(table(), AttributeNames.CUSTOMER_ID, item);
    key.ifPresent(first ->
        writeTransaction.putNew(
            stackTables.names().apiKeys(), AttributeNames.KEY_HASH, Items.of(first, now)));
    return writeTransaction.commit().isEmpty()
        ? Optional.of(Items.customer(item))
        : Optional.empty();
  }

  public Optional<Customer> find(CustomerId id) {
    return item(id).map(Items::customer);
  }

  /// All customers, sorted by id.
  public List<Customer> all() {
    return scan().all();
  }

  /// A page of customers.
  ///
  /// @param cursor that of the page before; absent: the first page
  public Page<Customer> page(int limit, Optional<String> cursor) {
    return scan().page(limit, cursor);
  }

  /// Whether a text is a valid cursor of a page.
  public static boolean isCursor(String text) {
    return TableScan.isCursor(text);
  }

  /// Suspends or resumes a customer.
  ///
  /// @param status `active` or `suspended`
  public StatusChange setStatus(CustomerId id, String status) {
    ItemUpdate update =
        startUpdate(id)
            .expectNot(AttributeNames.STATUS, Items.text(status))
            .set(AttributeNames.STATUS, Items.text(status));
    try {
      return new StatusChange.Changed(Items.customer(write(update)));
    } catch (ConditionalCheckFailedException unmet) {
      return unmet.hasItem()
          ? new StatusChange.Unchanged(Items.customer(unmet.item()))
          : new StatusChange.Unknown();
    }
  }

  /// Changes a customer. The limits are read, changed and written back on condition that they are
  /// still as they were read, so that no concurrent change is lost.
  ///
  /// @return absent if there is no such customer
  public Optional<Updated> update(CustomerId id, Customer.Change change) {
    for (int attempt = 1; ; attempt++) {
      Optional<Map<String, AttributeValue>> read = item(id);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      try {
        Map<String, AttributeValue> written = write(id, change, read.get());
        return Optional.of(new Updated(Items.customer(read.get()), Items.customer(written)));
      } catch (ConditionalCheckFailedException changedMeanwhile) {
        if (attempt == MAX_ATTEMPTS) {
          throw changedMeanwhile;
        }
      }
    }
  }

  private Map<String, AttributeValue> write(
      CustomerId id, Customer.Change change, Map<String, AttributeValue> read) {
    ItemUpdate update = startUpdate(id);
    change.name().ifPresent(name -> update.set(AttributeNames.NAME, Items.text(name)));
    change.email().ifPresent(email -> update.setOrRemove(AttributeNames.EMAIL, email));
    change.models().ifPresent(models -> update.setOrRemove(AttributeNames.MODELS, models));
    change
        .guardrail()
        .ifPresent(guardrail -> update.setOrRemove(AttributeNames.GUARDRAIL, guardrail));
    limits(update, change.limits(), read);
    return write(update);
  }

  private static void limits(
      ItemUpdate update, LimitsChange change, Map<String, AttributeValue> read) {
    AttributeValue before = read.get(AttributeNames.LIMITS);
    switch (change) {
      case LimitsChange.ResetToDefaults() -> update.remove(AttributeNames.LIMITS);
      case LimitsChange.Replace(var limits) ->
          update.set(AttributeNames.LIMITS, AttributeValue.fromM(Items.numbers(limits)));
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
        new HashMap<>(Items.map(read, AttributeNames.LIMITS).orElse(Map.of()));
    limits.putAll(Items.numbers(change.set()));
    change.cleared().stream().map(Limit::attribute).forEach(limits::remove);
    return AttributeValue.fromM(limits);
  }

  private Optional<Map<String, AttributeValue>> item(CustomerId id) {
    var found =
        stackTables
            .dynamoDb()
            .getItem(request ->
                request
                    .tableName(table())
                    .key(Map.of(AttributeNames.CUSTOMER_ID, Items.text(id.value())))
                    .consistentRead(true));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  /// An update that also sets the time of the change.
  private ItemUpdate startUpdate(CustomerId id) {
    return new ItemUpdate(table(), AttributeNames.CUSTOMER_ID, id.value())
        .set(AttributeNames.UPDATED_AT, Items.text(now.toString()));
  }

  /// @return the item as it is now
  /// @throws ConditionalCheckFailedException if a condition is not met
  private Map<String, AttributeValue> write(ItemUpdate update) {
    return stackTables.dynamoDb().updateItem(update.request()).attributes();
  }

  private String table() {
    return stackTables.names().customers();
  }

  private TableScan<Customer> scan() {
    return new TableScan<>(
        stackTables.dynamoDb(),
        table(),
        AttributeNames.CUSTOMER_ID,
        Items::customer,
        Comparator.comparing(customer -> customer.id().value()));
  }
}
