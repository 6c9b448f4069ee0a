package dev.streambed.cli.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Builds an update of an existing item. Not thread-safe.
final class ItemUpdate {

  private final String table;
  private final Map<String, AttributeValue> key;
  private final List<String> sets = new ArrayList<>();
  private final List<String> removals = new ArrayList<>();
  private final Map<String, AttributeValue> wanted = new HashMap<>();
  private final List<String> unwanted = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  /// @param key the attribute of the partition key; the table has no sort key
  ItemUpdate(String table, String key, String value) {
    this(table, Map.of(key, AttributeValue.fromS(value)));
  }

  /// @param key all attributes of the primary key
  ItemUpdate(String table, Map<String, AttributeValue> key) {
    this.table = table;
    this.key = Map.copyOf(key);
    key.keySet().forEach(part -> conditions.add("attribute_exists(" + name(part) + ")"));
  }

  ItemUpdate set(String attribute, AttributeValue value) {
    wanted.put(attribute, value);
    sets.add(name(attribute) + " = " + value(value));
    return this;
  }

  ItemUpdate remove(String attribute) {
    unwanted.add(attribute);
    removals.add(name(attribute));
    return this;
  }

  /// Removes the attribute if the text is empty.
  ItemUpdate setOrRemove(String attribute, String text) {
    return text.isEmpty() ? remove(attribute) : set(attribute, AttributeValue.fromS(text));
  }

  /// Removes the attribute if the set is empty, because DynamoDB has no empty sets.
  ItemUpdate setOrRemove(String attribute, Set<String> texts) {
    return texts.isEmpty()
        ? remove(attribute)
        : set(attribute, AttributeValue.fromSs(texts.stream().sorted().toList()));
  }

  /// @param value the expected value; null: the attribute must not exist
  ItemUpdate expect(String attribute, @Nullable AttributeValue value) {
    conditions.add(
        value == null
            ? "attribute_not_exists(" + name(attribute) + ")"
            : name(attribute) + " = " + value(value));
    return this;
  }

  ItemUpdate expectNot(String attribute, AttributeValue value) {
    conditions.add(name(attribute) + " <> " + value(value));
    return this;
  }

  /// Whether an item already has the values of this update. The SDK repeats a write whose response
  /// was lost, and the repetition then finds the values of the first attempt.
  ///
  /// @param item empty if it does not exist
  boolean isDoneIn(Map<String, AttributeValue> item) {
    return item.keySet().containsAll(key.keySet())
        && item.entrySet().containsAll(wanted.entrySet())
        && unwanted.stream().noneMatch(item::containsKey);
  }

  /// The update as a request of its own. The response contains the new item; if a condition is not
  /// met, the exception contains the present one.
  UpdateItemRequest request() {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key)
        .updateExpression(expression())
        .conditionExpression(String.join(" AND ", conditions))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /// The update as a part of a transaction.
  Update transactionPart() {
    return Update.builder()
        .tableName(table)
        .key(key)
        .updateExpression(expression())
        .conditionExpression(String.join(" AND ", conditions))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  private String expression() {
    String set = sets.isEmpty() ? "" : "SET " + String.join(", ", sets);
    return removals.isEmpty() ? set : set + " REMOVE " + String.join(", ", removals);
  }

  private String name(String attribute) {
    names.put("#" + attribute, attribute);
    return "#" + attribute;
  }

  private String value(AttributeValue value) {
    String name = ":v" + values.size();
    values.put(name, value);
    return name;
  }
}
