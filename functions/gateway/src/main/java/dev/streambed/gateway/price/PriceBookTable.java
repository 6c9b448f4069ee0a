package dev.streambed.gateway.price;

import dev.streambed.gateway.aws.SdkFailure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The table `prices`: one item selects the book in use, and each book is split into several items,
/// because an item holds at most 400 KB.
///
/// | `book` | `version` | attributes |
/// |---|---|---|
/// | `current` | `current` | `uses`: the version in use |
/// | the version | `0001`, `0002`, … | `json`: the next part of the price file |
public final class PriceBookTable {

  private static final AttributeValue CURRENT = AttributeValue.fromS("current");
  private static final AttributeValue NOTHING = AttributeValue.fromS("");

  private final DynamoDbClient dynamoDb;
  private final String table;

  /// @param table the name of the table `prices`; empty when there is none
  public PriceBookTable(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /// Reads the book in use, unless it is the one already held. Does not throw.
  ///
  /// @param held the version of the book already held
  Lookup readIfChanged(String held) {
    try {
      String uses = table.isEmpty() ? "" : uses();
      if (uses.isEmpty()) {
        return new Lookup.None();
      }
      return uses.equals(held) ? new Lookup.Unchanged() : readIfChanged(uses, json(uses));
    } catch (SdkException e) {
      return new Lookup.Failed(SdkFailure.nameOf(e));
    }
  }

  private static Lookup readIfChanged(String version, String json) {
    if (json.isEmpty()) {
      return new Lookup.Failed("MissingBook");
    }
    try {
      return new Lookup.Changed(PriceBook.parse(version, json.getBytes(StandardCharsets.UTF_8)));
    } catch (PriceBookException _) {
      return new Lookup.Failed("InvalidBook");
    }
  }

  private String uses() {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(request ->
                request.tableName(table).key(Map.of("book", CURRENT, "version", CURRENT)))
            .item();
    return text(item, "uses");
  }

  private String json(String version) {
    QueryRequest parts =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("book = :version")
            .expressionAttributeValues(Map.of(":version", AttributeValue.fromS(version)))
            .build();
    StringBuilder json = new StringBuilder();
    // Items arrive in the order of the sort key, in pages of at most 1 MB.
    dynamoDb.queryPaginator(parts).items().forEach(part -> json.append(text(part, "json")));
    return json.toString();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    String value = item.getOrDefault(name, NOTHING).s();
    return value == null ? "" : value;
  }

  /// The result of reading the table.
  sealed interface Lookup {

    /// Another book is in use.
    record Changed(PriceBook book) implements Lookup {}

    /// The book already held is in use.
    record Unchanged() implements Lookup {}

    /// The table selects no book.
    record None() implements Lookup {}

    /// The table cannot be reached, or its content is invalid.
    ///
    /// @param cause for the log: a name, never a message
    record Failed(String cause) implements Lookup {}
  }
}
