package dev.streambed.gateway.price;

import dev.streambed.gateway.aws.SdkFailure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The table `prices`: one item says which book is in use, and each book is in several, because an
/// item holds 400 KB at most.
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

  /// @param table name of the table `prices`; empty: there is none
  public PriceBookTable(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /// Reads the book in use, unless it is this one. Does not fail.
  ///
  /// @param held version of the book that is held
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
    // In the order of the sort key, and a page is at most 1 MB.
    dynamoDb.queryPaginator(parts).items().forEach(part -> json.append(text(part, "json")));
    return json.toString();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    String value = item.getOrDefault(name, NOTHING).s();
    return value == null ? "" : value;
  }

  /// What the table of price books says.
  sealed interface Lookup {

    /// Another book than the one that is held.
    record Changed(PriceBook book) implements Lookup {}

    /// The one that is held.
    record Unchanged() implements Lookup {}

    /// No book is in use there.
    record None() implements Lookup {}

    /// It says nothing that can be understood, or cannot be reached.
    ///
    /// @param cause for the log: a name, never a message
    record Failed(String cause) implements Lookup {}
  }
}
