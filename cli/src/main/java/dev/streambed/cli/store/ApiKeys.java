package dev.streambed.cli.store;

import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.Page;
import dev.streambed.cli.vocabulary.TokenReference;
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
public record ApiKeys(Tables tables) {

  private static final int LARGEST_BATCH = 100;
  private static final Comparator<ApiKey> BY_CUSTOMER_AND_TIME =
      Comparator.comparing((ApiKey key) -> key.customer().value())
          .thenComparing(ApiKey::createdAt)
          .thenComparing(ApiKey::prefix);

  /// A customer's tokens, the oldest first.
  public List<ApiKey> of(CustomerId customer) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table())
            .indexName(Attributes.BY_CUSTOMER)
            .keyConditionExpression("#customer = :customer")
            .expressionAttributeNames(Map.of("#customer", Attributes.CUSTOMER_ID))
            .expressionAttributeValues(Map.of(":customer", NewItems.text(customer.value())))
            .build();
    List<Map<String, AttributeValue>> keys =
        tables.dynamoDb().queryPaginator(request).items().stream()
            .map(item -> Map.of(Attributes.KEY_HASH, item.get(Attributes.KEY_HASH)))
            .toList();
    List<ApiKey> found = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += LARGEST_BATCH) {
      found.addAll(batch(keys.subList(from, Math.min(from + LARGEST_BATCH, keys.size()))));
    }
    return found.stream().sorted(BY_CUSTOMER_AND_TIME).toList();
  }

  /// The tokens that are meant: usually one, none when it is unknown, several when prefixes meet.
  ///
  /// @param customer looks among the tokens of this one only, which spares reading the whole table
  public List<ApiKey> find(TokenReference reference, Optional<CustomerId> customer) {
    return switch (reference) {
      case TokenReference.ByHash(String hash) ->
          get(hash).stream()
              .filter(key -> customer.isEmpty() || customer.get().equals(key.customer()))
              .toList();
      case TokenReference.ByPrefix(String prefix) ->
          customer
              .map(id -> of(id).stream().filter(key -> key.prefix().equals(prefix)).toList())
              .orElseGet(() -> withPrefix(prefix));
    };
  }

  public Optional<ApiKey> get(String hash) {
    var found =
        tables
            .dynamoDb()
            .getItem(request ->
                request
                    .tableName(table())
                    .key(Map.of(Attributes.KEY_HASH, NewItems.text(hash)))
                    .consistentRead(true));
    return found.hasItem() ? Optional.of(Items.apiKey(found.item())) : Optional.empty();
  }

  /// Every customer's tokens.
  public List<ApiKey> all() {
    return scan().all();
  }

  /// Some of everybody's tokens.
  ///
  /// @param limit at most so many
  /// @param cursor what the page before said, or nothing for the first one
  public Page<ApiKey> page(int limit, Optional<String> cursor) {
    return scan().page(limit, cursor);
  }

  private List<ApiKey> withPrefix(String prefix) {
    ScanRequest request =
        ScanRequest.builder()
            .tableName(table())
            .consistentRead(true)
            .filterExpression("#prefix = :prefix")
            .expressionAttributeNames(Map.of("#prefix", Attributes.PREFIX))
            .expressionAttributeValues(Map.of(":prefix", NewItems.text(prefix)))
            .build();
    return tables.dynamoDb().scanPaginator(request).items().stream()
        .map(Items::apiKey)
        .sorted(BY_CUSTOMER_AND_TIME)
        .toList();
  }

  // DynamoDB may answer a part of a batch and leave the rest for another request.
  private List<ApiKey> batch(List<Map<String, AttributeValue>> keys) {
    List<ApiKey> found = new ArrayList<>();
    Map<String, KeysAndAttributes> left = new HashMap<>();
    left.put(table(), KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    while (!left.isEmpty()) {
      Map<String, KeysAndAttributes> asked = Map.copyOf(left);
      var answer = tables.dynamoDb().batchGetItem(request -> request.requestItems(asked));
      answer.responses().getOrDefault(table(), List.of()).stream()
          .map(Items::apiKey)
          .forEach(found::add);
      left = answer.unprocessedKeys();
    }
    return found;
  }

  private Scan<ApiKey> scan() {
    return new Scan<>(
        tables.dynamoDb(), table(), Attributes.KEY_HASH, Items::apiKey, BY_CUSTOMER_AND_TIME);
  }

  private String table() {
    return tables.names().apiKeys();
  }
}
