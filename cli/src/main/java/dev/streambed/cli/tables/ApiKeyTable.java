package dev.streambed.cli.tables;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.ApiKeyReference;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// Reads the table `api-keys`.
public record ApiKeyTable(StackTables stackTables) {

  private static final int LARGEST_BATCH = 100;
  private static final Comparator<ApiKeyEntry> BY_CUSTOMER_AND_TIME =
      Comparator.comparing((ApiKeyEntry key) -> key.customer().value())
          .thenComparing(ApiKeyEntry::createdAt)
          .thenComparing(ApiKeyEntry::prefix);

  /// A customer's keys, the oldest first.
  public List<ApiKeyEntry> findByCustomer(CustomerId customer) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table())
            .indexName(AttributeNames.BY_CUSTOMER)
            .keyConditionExpression("#customer = :customer")
            .expressionAttributeNames(Map.of("#customer", AttributeNames.CUSTOMER_ID))
            .expressionAttributeValues(Map.of(":customer", ItemWriter.text(customer.value())))
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

  /// The keys that are meant: usually one, none when it is unknown, several when prefixes meet.
  ///
  /// @param customer looks among the keys of this one only, which spares reading the whole table
  public List<ApiKeyEntry> find(ApiKeyReference reference, Optional<CustomerId> customer) {
    return switch (reference) {
      case ApiKeyReference.ByHash(String hash) ->
          get(hash).stream()
              .filter(key -> customer.isEmpty() || customer.get().equals(key.customer()))
              .toList();
      case ApiKeyReference.ByPrefix(String prefix) ->
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
                    .key(Map.of(AttributeNames.KEY_HASH, ItemWriter.text(hash)))
                    .consistentRead(true));
    return found.hasItem() ? Optional.of(ItemReader.apiKey(found.item())) : Optional.empty();
  }

  /// Every customer's keys.
  public List<ApiKeyEntry> all() {
    return scan().all();
  }

  /// Some of everybody's keys.
  ///
  /// @param limit at most so many
  /// @param cursor what the page before said, or nothing for the first one
  public Page<ApiKeyEntry> page(int limit, Optional<String> cursor) {
    return scan().page(limit, cursor);
  }

  private List<ApiKeyEntry> withPrefix(String prefix) {
    ScanRequest request =
        ScanRequest.builder()
            .tableName(table())
            .consistentRead(true)
            .filterExpression("#prefix = :prefix")
            .expressionAttributeNames(Map.of("#prefix", AttributeNames.PREFIX))
            .expressionAttributeValues(Map.of(":prefix", ItemWriter.text(prefix)))
            .build();
    return stackTables.dynamoDb().scanPaginator(request).items().stream()
        .map(ItemReader::apiKey)
        .sorted(BY_CUSTOMER_AND_TIME)
        .toList();
  }

  // DynamoDB may answer a part of a batch and leave the rest for another request.
  private List<ApiKeyEntry> batch(List<Map<String, AttributeValue>> keys) {
    List<ApiKeyEntry> found = new ArrayList<>();
    Map<String, KeysAndAttributes> left = new HashMap<>();
    left.put(table(), KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    while (!left.isEmpty()) {
      Map<String, KeysAndAttributes> asked = Map.copyOf(left);
      var answer = stackTables.dynamoDb().batchGetItem(request -> request.requestItems(asked));
      answer.responses().getOrDefault(table(), List.of()).stream()
          .map(ItemReader::apiKey)
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
        ItemReader::apiKey,
        BY_CUSTOMER_AND_TIME);
  }

  private String table() {
    return stackTables.names().apiKeys();
  }
}
