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
import java.util.Optional;
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

  /// The result for one record.
  ///
  /// @param before its cost in nano-dollars; absent if it had none
  /// @param after its cost by the new book; absent if the book has no price for it
  /// @param isUnpriced whether the record has tokens that the new book has no price for
  public record Result(
      Optional<BigInteger> before, Optional<BigInteger> after, boolean isUnpriced, Effect effect) {}

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
    JsonObject fields = rating.costFields(json(item));
    Optional<BigInteger> before =
        Items.number(item, AttributeNames.COST_NANO_USD).map(BigDecimal::toBigInteger);
    Optional<BigInteger> after =
        Optional.of(fields.number(AttributeNames.COST_NANO_USD)).stream()
            .flatMap(number -> number.stream().boxed())
            .map(BigInteger::valueOf)
            .findFirst();
    Optional<String> version = fields.text(AttributeNames.PRICE_VERSION);
    boolean same =
        before.equals(after) && version.equals(Items.text(item, AttributeNames.PRICE_VERSION));
    Effect effect = same ? Effect.NONE : change(item, fields);
    return new Result(before, after, version.filter(UNPRICED::equals).isPresent(), effect);
  }

  private Effect change(Map<String, AttributeValue> item, JsonObject fields) {
    if (isDryRun) {
      return Effect.CHANGED;
    }
    ItemUpdate update = new ItemUpdate(stackTables.names().usage(), UsageRecordTable.key(item));
    replace(update, item, fields, AttributeNames.COST_NANO_USD);
    replace(update, item, fields, AttributeNames.PRICE_VERSION);
    if (item.containsKey(AttributeNames.ATTEMPTS)) {
      replace(update, item, fields, AttributeNames.ATTEMPTS);
    }
    try {
      stackTables.dynamoDb().updateItem(update.request());
      return Effect.CHANGED;
    } catch (ConditionalCheckFailedException isNotAsRead) {
      return update.isDoneIn(isNotAsRead.item()) ? Effect.CHANGED : Effect.CHANGED_MEANWHILE;
    }
  }

  private static void replace(
      ItemUpdate update, Map<String, AttributeValue> item, JsonObject fields, String name) {
    update.expect(name, item.get(name));
    fields
        .get(name)
        .ifPresentOrElse(value -> update.set(name, attribute(value)), () -> update.remove(name));
  }

  private static AttributeValue attribute(Json value) {
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

  private static JsonObject json(Map<String, AttributeValue> item) {
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
