package dev.streambed.cli.tables;

import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// The table `api-keys`. A key is changed only if its item is still as it was read.
///
/// @param now the time that is written into what changes
public record ApiKeyTable(StackTables stackTables, Instant now) {

  private static final int LARGEST_BATCH = 100;
  private static final Comparator<ApiKeyEntry> BY_CUSTOMER_AND_TIME =
      Comparator.comparing((ApiKeyEntry key) -> key.customer().value())
          .thenComparing(ApiKeyEntry::createdAt)
          .thenComparing(ApiKeyEntry::prefix);

  /// The result of issuing or rotating a key.
  public enum IssueResult {
    DONE,
    NO_CUSTOMER,
    /// Somebody else changed the old key.
    CHANGED_MEANWHILE
  }

  /// A customer's keys, the oldest first.
  public List<ApiKeyEntry> findByCustomer(CustomerId customer) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table())
            .indexName(AttributeNames.BY_CUSTOMER)
            .keyConditionExpression("#customer = :customer")
            .expressionAttributeNames(Map.of("#customer", AttributeNames.CUSTOMER_ID))
            .expressionAttributeValues(Map.of(":customer", Items.text(customer.value())))
            .build();
    List<Map<String, AttributeValue>> keys =
        stackTables.dynamoDb().queryPaginator(request).items().stream()
            .map(item -> Map.of(AttributeNames.KEY_HASH, item.get(AttributeNames.KEY_HASH)))
            .toList();
    List<ApiKeyEntry> found = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += LARGEST_BATCH) {
      found.addAll(batch(keys.subList(from, Math.min(from + LARGEST_BATCH, keys.size()))));
    }
    return found.stream().sorted(BY_CUSTOMER_AND_TIME).toList();
  }

  /// The keys that a reference names: usually one; several if they share a prefix.
  ///
  /// @param customer searches only the keys of this customer, instead of the whole table
  public List<ApiKeyEntry> find(ApiKey.Reference reference, Optional<CustomerId> customer) {
    return switch (reference) {
      case ApiKey.Reference.ByHash(String hash) ->
          get(hash).stream()
              .filter(key -> customer.isEmpty() || customer.get().equals(key.customer()))
              .toList();
      case ApiKey.Reference.ByPrefix(String prefix) ->
          customer
              .map(id ->
                  findByCustomer(id).stream().filter(key -> key.prefix().equals(prefix)).toList())
              .orElseGet(() -> withPrefix(prefix));
    };
  }

  public Optional<ApiKeyEntry> get(String hash) {
    var found =
        stackTables
            .dynamoDb()
            .getItem(request ->
                request
                    .tableName(table())
                    .key(Map.of(AttributeNames.KEY_HASH, Items.text(hash)))
                    .consistentRead(true));
    return found.hasItem() ? Optional.of(Items.apiKey(found.item())) : Optional.empty();
  }

  /// The keys of all customers.
  public List<ApiKeyEntry> all() {
    return scan().all();
  }

  /// A page of the keys of all customers.
  ///
  /// @param cursor that of the page before; absent: the first page
  public Page<ApiKeyEntry> page(int limit, Optional<String> cursor) {
    return scan().page(limit, cursor);
  }

  public IssueResult issue(ApiKey.New key) {
    return ofFirstUnmet(transaction(key).commit());
  }

  /// Issues a key and deprecates an old one in one transaction.
  ///
  /// @param old an active key of the same customer
  /// @param end when the old key expires, unless it expires earlier
  public IssueResult rotate(ApiKeyEntry old, ApiKey.New key, Instant end) {
    return ofFirstUnmet(transaction(key).update(deprecation(old, end).transactionPart()).commit());
  }

  /// Deprecates an active key, which then expires.
  ///
  /// @return the key as it is now; absent if somebody else changed it
  public Optional<ApiKeyEntry> deprecate(ApiKeyEntry old, Instant end) {
    return write(deprecation(old, end));
  }

  /// Revokes a key.
  ///
  /// @return the key as it is now; absent if somebody else changed it
  public Optional<ApiKeyEntry> revoke(ApiKeyEntry old) {
    return write(
        unchanged(old)
            .set(AttributeNames.STATUS, Items.text(ApiKeyEntry.REVOKED))
            .set(AttributeNames.REVOKED_AT, Items.text(now.toString())));
  }

  /// Changes when a key expires.
  ///
  /// @param end absent: never
  /// @return the key as it is now; absent if somebody else changed it
  public Optional<ApiKeyEntry> expire(ApiKeyEntry old, Optional<Instant> end) {
    ItemUpdate update = unchanged(old);
    end.ifPresentOrElse(
        instant -> update.set(AttributeNames.EXPIRES_AT, Items.seconds(instant)),
        () -> update.remove(AttributeNames.EXPIRES_AT));
    return write(update);
  }

  private List<ApiKeyEntry> withPrefix(String prefix) {
    ScanRequest request =
        ScanRequest.builder()
            .tableName(table())
            .consistentRead(true)
            .filterExpression("#prefix = :prefix")
            .expressionAttributeNames(Map.of("#prefix", AttributeNames.PREFIX))
            .expressionAttributeValues(Map.of(":prefix", Items.text(prefix)))
            .build();
    return stackTables.dynamoDb().scanPaginator(request).items().stream()
        .map(Items::apiKey)
        .sorted(BY_CUSTOMER_AND_TIME)
        .toList();
  }

  // DynamoDB may return only a part of a batch; the rest takes another request.
  private List<ApiKeyEntry> batch(List<Map<String, AttributeValue>> keys) {
    List<ApiKeyEntry> found = new ArrayList<>();
    Map<String, KeysAndAttributes> left = new HashMap<>();
    left.put(table(), KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    while (!left.isEmpty()) {
      Map<String, KeysAndAttributes> asked = Map.copyOf(left);
      var answer = stackTables.dynamoDb().batchGetItem(request -> request.requestItems(asked));
      answer.responses().getOrDefault(table(), List.of()).stream()
          .map(Items::apiKey)
          .forEach(found::add);
      left = answer.unprocessedKeys();
    }
    return found;
  }

  private TableScan<ApiKeyEntry> scan() {
    return new TableScan<>(
        stackTables.dynamoDb(),
        table(),
        AttributeNames.KEY_HASH,
        Items::apiKey,
        BY_CUSTOMER_AND_TIME);
  }

  private String table() {
    return stackTables.names().apiKeys();
  }

  private WriteTransaction transaction(ApiKey.New key) {
    return new WriteTransaction(stackTables.dynamoDb())
        .requireExists(
            stackTables.names().customers(), AttributeNames.CUSTOMER_ID, key.customer().value())
        .putNew(stackTables.names().apiKeys(), AttributeNames.KEY_HASH, Items.of(key, now));
  }

  private ItemUpdate deprecation(ApiKeyEntry old, Instant end) {
    Instant earlier = old.expiresAt().filter(end::isAfter).orElse(end);
    return unchanged(old)
        .set(AttributeNames.STATUS, Items.text(ApiKeyEntry.DEPRECATED))
        .set(AttributeNames.EXPIRES_AT, Items.seconds(earlier));
  }

  private ItemUpdate unchanged(ApiKeyEntry old) {
    return new ItemUpdate(stackTables.names().apiKeys(), AttributeNames.KEY_HASH, old.hash())
        .expect(AttributeNames.STATUS, Items.text(old.status()))
        .expect(
            AttributeNames.EXPIRES_AT,
            old.expiresAt().<AttributeValue>map(Items::seconds).orElse(null));
  }

  private Optional<ApiKeyEntry> write(ItemUpdate update) {
    try {
      return Optional.of(
          Items.apiKey(stackTables.dynamoDb().updateItem(update.request()).attributes()));
    } catch (ConditionalCheckFailedException isNotAsRead) {
      Map<String, AttributeValue> item = isNotAsRead.item();
      return update.isDoneIn(item) ? Optional.of(Items.apiKey(item)) : Optional.empty();
    }
  }

  // The condition on the customer is the first one. The key itself cannot exist: it is random.
  private static IssueResult ofFirstUnmet(OptionalInt unmet) {
    if (unmet.isEmpty()) {
      return IssueResult.DONE;
    }
    return unmet.getAsInt() == 0 ? IssueResult.NO_CUSTOMER : IssueResult.CHANGED_MEANWHILE;
  }
}
