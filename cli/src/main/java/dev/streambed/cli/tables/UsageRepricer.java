package dev.streambed.cli.tables;

import dev.streambed.cli.domain.CustomerId;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.price.RecordPricing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Prices usage records again. Each record is written by itself, on condition that its cost is
/// still as it was read. A record with the right cost is not written, so that an interrupted run
/// can be repeated.
///
/// @param isDryRun whether to write nothing
public record UsageRepricer(StackTables stackTables, RecordPricing rating, boolean isDryRun) {

  private static final int AT_ONCE = 16;
  private static final String UNPRICED = "unpriced";

  /// What is replaced.
  private static final List<String> COST_ATTRIBUTES =
      List.of(AttributeNames.COST_NANO_USD, AttributeNames.PRICE_VERSION, AttributeNames.ATTEMPTS);

  /// The result for one record.
  ///
  /// @param before what it added to a bill, in nano-dollars; 0 if it had no price
  /// @param after the same by the new book
  /// @param isUnpriced whether the record has tokens that the new book has no price for
  public record Result(BigInteger before, BigInteger after, boolean isUnpriced, Effect effect) {}

  /// What happened to a record.
  public enum Effect {
    /// It has the right cost already.
    NONE,
    /// It was changed, or would be without a dry run.
    CHANGED,
    /// Somebody else changed it at the same time; it was not written.
    CHANGED_MEANWHILE
  }

  /// Prices a customer's records of a month, in any order.
  public Stream<Result> repriceMonth(CustomerId customer, YearMonth month) {
    return new UsageRecordTable(stackTables)
        .items(customer, month)
        .gather(Gatherers.mapConcurrent(AT_ONCE, this::price));
  }

  private Result price(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> priced = attribute(rating.costFields(json(item))).m();
    boolean isSame =
        COST_ATTRIBUTES.stream().allMatch(name -> Objects.equals(item.get(name), priced.get(name)));
    Effect effect = isSame ? Effect.NONE : change(item, priced);
    boolean isUnpriced =
        Items.text(priced, AttributeNames.PRICE_VERSION).filter(UNPRICED::equals).isPresent();
    return new Result(cost(item), cost(priced), isUnpriced, effect);
  }

  // Without a price of one model, a request has no cost of its own, but the others have theirs.
  private static BigInteger cost(Map<String, AttributeValue> item) {
    List<AttributeValue> attempts = Items.list(item, AttributeNames.ATTEMPTS);
    Stream<Map<String, AttributeValue>> priced =
        attempts.isEmpty() ? Stream.of(item) : attempts.stream().map(AttributeValue::m);
    return priced
        .flatMap(each -> Items.number(each, AttributeNames.COST_NANO_USD).stream())
        .map(BigDecimal::toBigInteger)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private Effect change(Map<String, AttributeValue> item, Map<String, AttributeValue> priced) {
    if (isDryRun) {
      return Effect.CHANGED;
    }
    ItemUpdate update = new ItemUpdate(stackTables.names().usage(), UsageRecordTable.key(item));
    for (String name : COST_ATTRIBUTES) {
      update.expect(name, item.get(name));
      if (priced.containsKey(name)) {
        update.set(name, priced.get(name));
      } else {
        update.remove(name);
      }
    }
    try {
      stackTables.dynamoDb().updateItem(update.request());
      return Effect.CHANGED;
    } catch (ConditionalCheckFailedException isNotAsRead) {
      return update.isDoneIn(isNotAsRead.item()) ? Effect.CHANGED : Effect.CHANGED_MEANWHILE;
    }
  }

  static AttributeValue attribute(Json value) {
    return switch (value) {
      case JsonNumber(String number) -> AttributeValue.fromN(number);
      case JsonString(String text) -> AttributeValue.fromS(text);
      case JsonArray(List<Json> elements) ->
          AttributeValue.fromL(elements.stream().map(UsageRepricer::attribute).toList());
      case JsonObject(Map<String, Json> members) -> {
        Map<String, AttributeValue> map = new HashMap<>();
        members.forEach((name, member) -> map.put(name, attribute(member)));
        yield AttributeValue.fromM(map);
      }
      default -> AttributeValue.fromS(value.write());
    };
  }

  static JsonObject json(Map<String, AttributeValue> item) {
    Map<String, Json> fields = new LinkedHashMap<>();
    item.forEach((name, value) -> {
      if (value.n() != null) {
        fields.put(name, new JsonNumber(value.n()));
      } else if (value.s() != null) {
        fields.put(name, new JsonString(value.s()));
      } else if (value.hasL()) {
        fields.put(
            name, new JsonArray(value.l().stream().<Json>map(each -> json(each.m())).toList()));
      }
    });
    return new JsonObject(fields);
  }
}
