package dev.streambed.cli.tables;

import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.NewApiKey;
import dev.streambed.cli.domain.NewCustomer;
import dev.streambed.cli.domain.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The table `customers`.
///
/// @param now when it is; written into what is changed
public record CustomerTable(StackTables stackTables, Instant now) {

  /// How a change of status ended.
  public sealed interface StatusChange {
    record Changed(Customer customer) implements StatusChange {}

    /// It was so before.
    record Unchanged(Customer customer) implements StatusChange {}

    record Unknown() implements StatusChange {}
  }

  /// Makes a customer, and its first key in the same step.
  ///
  /// @return the customer, or nothing when the id is taken
  public Optional<Customer> create(NewCustomer customer, Optional<NewApiKey> token) {
    Map<String, AttributeValue> item = ItemWriter.of(customer, now);
    WriteTransaction writeTransaction =
        new WriteTransaction(stackTables.dynamoDb())
            .putNew(table(), AttributeNames.CUSTOMER_ID, item);
    token.ifPresent(first ->
        writeTransaction.putNew(
            stackTables.names().apiKeys(), AttributeNames.KEY_HASH, ItemWriter.of(first, now)));
    return writeTransaction.commit().isEmpty()
        ? Optional.of(ItemReader.customer(item))
        : Optional.empty();
  }

  public Optional<Customer> find(CustomerId id) {
    return item(id).map(ItemReader::customer);
  }

  /// Every customer, by id.
  public List<Customer> all() {
    return scan().all();
  }

  /// Some of the customers.
  ///
  /// @param limit at most so many
  /// @param cursor what the page before said, or nothing for the first one
  public Page<Customer> page(int limit, Optional<String> cursor) {
    return scan().page(limit, cursor);
  }

  /// Whether [#page] would take this.
  public static boolean isCursor(String text) {
    return ListCursor.decode(text).isPresent();
  }

  /// Suspends or resumes a customer.
  ///
  /// @param status `active` or `suspended`
  public StatusChange setStatus(CustomerId id, String status) {
    ItemUpdate update =
        update(id)
            .expectNot(AttributeNames.STATUS, ItemWriter.text(status))
            .set(AttributeNames.STATUS, ItemWriter.text(status));
    try {
      return new StatusChange.Changed(ItemReader.customer(write(update)));
    } catch (ConditionalCheckFailedException unmet) {
      return unmet.hasItem()
          ? new StatusChange.Unchanged(ItemReader.customer(unmet.item()))
          : new StatusChange.Unknown();
    }
  }

  Optional<Map<String, AttributeValue>> item(CustomerId id) {
    var found =
        stackTables
            .dynamoDb()
            .getItem(request ->
                request
                    .tableName(table())
                    .key(Map.of(AttributeNames.CUSTOMER_ID, ItemWriter.text(id.value())))
                    .consistentRead(true));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  /// An update of a customer, which says when it happened.
  ItemUpdate update(CustomerId id) {
    return new ItemUpdate(table(), AttributeNames.CUSTOMER_ID, id.value())
        .set(AttributeNames.UPDATED_AT, ItemWriter.text(now.toString()));
  }

  /// @return the item as it is now
  /// @throws ConditionalCheckFailedException when it is not as expected
  Map<String, AttributeValue> write(ItemUpdate update) {
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
        ItemReader::customer,
        Comparator.comparing(customer -> customer.id().value()));
  }
}
