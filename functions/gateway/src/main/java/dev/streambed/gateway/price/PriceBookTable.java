package dev.streambed.gateway.price;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.ItemPage;
import dev.streambed.gateway.dynamodb.TableRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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

  private final DynamoDb dynamoDb;
  private final String table;

  /// @param table the name of the table `prices`; empty when there is none
  public PriceBookTable(DynamoDb dynamoDb, String table) {
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
    } catch (AwsException e) {
      return new Lookup.Failed(e.errorName());
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
    Map<String, AttributeValue> key = Map.of("book", CURRENT, "version", CURRENT);
    return text(dynamoDb.getItem(TableRequest.of(table).key(key)), "uses");
  }

  private String json(String version) {
    StringBuilder json = new StringBuilder();
    Map<String, AttributeValue> next = Map.of();
    do {
      ItemPage parts = parts(version, next);
      for (Map<String, AttributeValue> part : parts.items()) {
        json.append(text(part, "json"));
      }
      next = parts.lastEvaluatedKey();
    } while (!next.isEmpty());
    return json.toString();
  }

  // In the order of the sort key.
  private ItemPage parts(String version, Map<String, AttributeValue> start) {
    return dynamoDb.query(
        TableRequest.of(table)
            .keyConditionExpression("book = :version")
            .expressionAttributeValues(Map.of(":version", AttributeValue.fromS(version)))
            .exclusiveStartKey(start));
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
