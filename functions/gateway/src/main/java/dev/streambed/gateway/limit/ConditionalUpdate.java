package dev.streambed.gateway.limit;

import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.TableRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Builds an update expression and its condition. Not thread-safe.
final class ConditionalUpdate {

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();
  private final List<String> adds = new ArrayList<>();
  private final List<String> sets = new ArrayList<>();
  private final List<String> removals = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();

  void add(String counter, long amount) {
    if (amount != 0) {
      adds.add(name(counter) + " " + value(number(amount)));
    }
  }

  void set(String attribute, AttributeValue value) {
    sets.add(name(attribute) + " = " + value(value));
  }

  void remove(String attribute) {
    removals.add(name(attribute));
  }

  /// Requires that a counter is not above this value. A missing counter is 0.
  ///
  /// @param most at least 0
  void ifAtMost(String counter, long most) {
    if (most < 0) {
      throw new IllegalArgumentException("most < 0: " + most);
    }
    String name = name(counter);
    conditions.add(
        "(attribute_not_exists(" + name + ") OR " + name + " <= " + value(number(most)) + ")");
  }

  /// Requires that the item is a shard of this depth.
  void ifDepth(int depth) {
    if (depth == 0) {
      ifAbsent(Shard.DEPTH);
    } else {
      ifEqual(Shard.DEPTH, number(depth));
    }
  }

  /// Makes the item a shard of this depth.
  void setDepth(int depth) {
    if (depth == 0) {
      remove(Shard.DEPTH);
    } else {
      set(Shard.DEPTH, number(depth));
    }
  }

  void ifAbsent(String attribute) {
    conditions.add("attribute_not_exists(" + name(attribute) + ")");
  }

  void ifEqual(String attribute, AttributeValue value) {
    conditions.add(name(attribute) + " = " + value(value));
  }

  /// The request that applies the update.
  TableRequest request(String table, Map<String, AttributeValue> key) {
    TableRequest request =
        TableRequest.of(table)
            .key(key)
            .updateExpression(
                clause("ADD ", adds) + clause("SET ", sets) + clause("REMOVE ", removals))
            .expressionAttributeNames(names);
    if (!conditions.isEmpty()) {
      request.conditionExpression(String.join(" AND ", conditions));
    }
    if (!values.isEmpty()) {
      request.expressionAttributeValues(values);
    }
    return request;
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private String name(String attribute) {
    for (Map.Entry<String, String> name : names.entrySet()) {
      if (name.getValue().equals(attribute)) {
        return name.getKey();
      }
    }
    return newName(attribute);
  }

  private String newName(String attribute) {
    String placeholder = "#" + names.size();
    names.put(placeholder, attribute);
    return placeholder;
  }

  private String value(AttributeValue value) {
    String placeholder = ":" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }

  private static String clause(String verb, List<String> parts) {
    return parts.isEmpty() ? "" : verb + String.join(", ", parts) + " ";
  }
}
