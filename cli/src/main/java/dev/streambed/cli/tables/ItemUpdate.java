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

/// An update of an item that must be there, as it is put together. Not thread-safe.
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

  /// @param key the one attribute of the table's key
  ItemUpdate(String table, String key, String value) {
    this(table, Map.of(key, AttributeValue.fromS(value)));
  }

  /// @param key all attributes of the table's key
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

  /// An empty text is none.
  ItemUpdate setOrRemove(String attribute, String text) {
    return text.isEmpty() ? remove(attribute) : set(attribute, AttributeValue.fromS(text));
  }

  /// DynamoDB has no empty sets.
  ItemUpdate setOrRemove(String attribute, Set<String> texts) {
    return texts.isEmpty()
        ? remove(attribute)
        : set(attribute, AttributeValue.fromSs(texts.stream().sorted().toList()));
  }

  /// @param value what the attribute must be, or nothing when it must not be there
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

  /// Whether an item is as this would make it. The client repeats a write whose answer was lost,
  /// and then finds its own.
  ///
  /// @param item empty when there is none
  boolean isDoneIn(Map<String, AttributeValue> item) {
    return item.keySet().containsAll(key.keySet())
        && item.entrySet().containsAll(wanted.entrySet())
        && unwanted.stream().noneMatch(item::containsKey);
  }

  /// The request by itself; what was found is in the exception when it is something else, what was
  /// written in the answer.
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

  /// The request as a part of a transaction.
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
