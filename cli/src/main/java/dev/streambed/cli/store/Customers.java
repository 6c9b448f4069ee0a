package dev.streambed.cli.store;

import dev.streambed.cli.vocabulary.Customer;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.NewCustomer;
import dev.streambed.cli.vocabulary.NewToken;
import dev.streambed.cli.vocabulary.Page;
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
public record Customers(Tables tables, Instant now) {

  /// How a change of status ended.
  public sealed interface StatusChange {
    record Changed(Customer customer) implements StatusChange {}

    /// It was so before.
    record Unchanged(Customer customer) implements StatusChange {}

    record Unknown() implements StatusChange {}
  }

  /// Makes a customer, and its first token in the same step.
  ///
  /// @return the customer, or nothing when the id is taken
  public Optional<Customer> create(NewCustomer customer, Optional<NewToken> token) {
    Map<String, AttributeValue> item = NewItems.of(customer, now);
    Transaction transaction =
        new Transaction(tables.dynamoDb()).putNew(table(), Attributes.CUSTOMER_ID, item);
    token.ifPresent(first ->
        transaction.putNew(tables.names().apiKeys(), Attributes.KEY_HASH, NewItems.of(first, now)));
    return transaction.commit().isEmpty() ? Optional.of(Items.customer(item)) : Optional.empty();
  }

  public Optional<Customer> find(CustomerId id) {
    return item(id).map(Items::customer);
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
    return Cursor.key(text).isPresent();
  }

  /// Suspends or resumes a customer.
  ///
  /// @param status `active` or `suspended`
  public StatusChange setStatus(CustomerId id, String status) {
    ItemUpdate update =
        update(id)
            .expectNot(Attributes.STATUS, NewItems.text(status))
            .set(Attributes.STATUS, NewItems.text(status));
    try {
      return new StatusChange.Changed(Items.customer(write(update)));
    } catch (ConditionalCheckFailedException unmet) {
      return unmet.hasItem()
          ? new StatusChange.Unchanged(Items.customer(unmet.item()))
          : new StatusChange.Unknown();
    }
  }

  Optional<Map<String, AttributeValue>> item(CustomerId id) {
    var found =
        tables
            .dynamoDb()
            .getItem(request ->
                request
                    .tableName(table())
                    .key(Map.of(Attributes.CUSTOMER_ID, NewItems.text(id.value())))
                    .consistentRead(true));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  /// An update of a customer, which says when it happened.
  ItemUpdate update(CustomerId id) {
    return new ItemUpdate(table(), Attributes.CUSTOMER_ID, id.value())
        .set(Attributes.UPDATED_AT, NewItems.text(now.toString()));
  }

  /// @return the item as it is now
  /// @throws ConditionalCheckFailedException when it is not as expected
  Map<String, AttributeValue> write(ItemUpdate update) {
    return tables.dynamoDb().updateItem(update.request()).attributes();
  }

  private String table() {
    return tables.names().customers();
  }

  private Scan<Customer> scan() {
    return new Scan<>(
        tables.dynamoDb(),
        table(),
        Attributes.CUSTOMER_ID,
        Items::customer,
        Comparator.comparing(customer -> customer.id().value()));
  }
}
