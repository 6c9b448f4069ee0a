package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.ConditionalCheckFailedException;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.ItemPage;
import dev.streambed.gateway.dynamodb.TableRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The table `limits`: one item per customer and shard, and per browser key with limits of its own,
/// with its counters and open reservations. Every method throws `AwsException` when the table is
/// unavailable.
public final class LimitsTable {

  static final String OPEN = "o";

  static final String EXPIRES_AT = "expiresAt";

  /// Longer than the longest window, so that an item does not expire while a counter is in use.
  private static final Duration KEPT = Duration.ofDays(40);

  private final DynamoDb dynamoDb;
  private final String table;

  /// @param table the name of the table `limits`
  public LimitsTable(DynamoDb dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /// Reserves, unless a counter would exceed the shard's share of its limit.
  ///
  /// @param shardLimits the limits that the item counts against; the shard must be able to hold the
  ///   request
  Attempt reserve(CounterKey key, RequestId id, Reservation reservation, ShardLimits shardLimits) {
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    conditionalUpdate.ifAbsent(OPEN + id.value());
    conditionalUpdate.set(OPEN + id.value(), AttributeValue.fromS(reservation.write()));
    int depth = shardLimits.shard().depth();
    conditionalUpdate.ifDepth(depth);
    if (depth == 0) {
      conditionalUpdate.set(EXPIRES_AT, expiry(reservation.admittedAt()));
    } else {
      // It stays: without one of the shards, another would be taken for the whole.
      conditionalUpdate.remove(EXPIRES_AT);
    }
    Optional<MonthlyBudget> budget = budget(key, shardLimits.limits());
    if (budget.isPresent()) {
      conditionalUpdate.set(MonthlyBudget.ATTRIBUTE, budget.get().write());
    } else {
      conditionalUpdate.remove(MonthlyBudget.ATTRIBUTE);
    }
    for (CounterIncrement counterIncrement : CounterIncrement.of(reservation)) {
      conditionalUpdate.add(counterIncrement.counterName(), counterIncrement.amount());
      Optional<Limit> limit = counterIncrement.limit();
      OptionalLong part = limit.isPresent() ? shardLimits.part(limit.get()) : OptionalLong.empty();
      if (part.isPresent()) {
        conditionalUpdate.ifAtMost(
            counterIncrement.counterName(), part.getAsLong() - counterIncrement.amount());
      }
    }
    try {
      TableRequest request =
          conditionalUpdate
              .request(table, key.attributes())
              .returnNewItem()
              .returnItemOnConditionCheckFailure();
      return new Attempt.Reserved(counters(dynamoDb.updateItem(request)));
    } catch (ConditionalCheckFailedException e) {
      return refused(e.item(), id, reservation, depth);
    }
  }

  /// Applies an update if this reservation is open.
  ///
  /// @return the updated item; empty when the reservation was not open
  Optional<Map<String, AttributeValue>> closeReservation(
      CounterKey key, Permit permit, ConditionalUpdate conditionalUpdate) {
    String open = OPEN + permit.requestId().value();
    conditionalUpdate.ifEqual(open, AttributeValue.fromS(permit.reservation().write()));
    conditionalUpdate.remove(open);
    return update(key.attributes(), conditionalUpdate);
  }

  /// Looks for an open reservation in an item, consistently.
  OpenReservation openReservation(CounterKey key, RequestId id) {
    String open = OPEN + id.value();
    Map<String, AttributeValue> item =
        dynamoDb.getItem(
            TableRequest.of(table)
                .key(key.attributes())
                .consistentRead()
                .projectionExpression("#open, #depth")
                .expressionAttributeNames(Map.of("#open", open, "#depth", Shard.DEPTH)));
    return new OpenReservation(
        Shard.depthOf(item),
        Optional.ofNullable(item.get(open)).map(AttributeValue::s).flatMap(Reservation::read));
  }

  /// Reads an item consistently; empty when it does not exist.
  Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
    return dynamoDb.getItem(TableRequest.of(table).key(key).consistentRead());
  }

  /// Applies an update to each of two items, if the conditions of both hold.
  ///
  /// @throws AwsException also when they do not hold
  void updateBoth(
      CounterKey first,
      ConditionalUpdate updateOfFirst,
      CounterKey second,
      ConditionalUpdate updateOfSecond) {
    dynamoDb.transactWriteItems(
        List.of(
            updateOfFirst.request(table, first.attributes()),
            updateOfSecond.request(table, second.attributes())));
  }

  /// Applies an update to an item if its condition holds.
  ///
  /// @return whether the condition held
  boolean tryUpdate(Map<String, AttributeValue> key, ConditionalUpdate conditionalUpdate) {
    try {
      dynamoDb.updateItem(conditionalUpdate.request(table, key));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  /// Applies an update to an item if its condition holds.
  ///
  /// @return the updated item; empty when the condition did not hold
  Optional<Map<String, AttributeValue>> update(
      Map<String, AttributeValue> key, ConditionalUpdate conditionalUpdate) {
    try {
      return Optional.of(
          dynamoDb.updateItem(conditionalUpdate.request(table, key).returnNewItem()));
    } catch (ConditionalCheckFailedException _) {
      return Optional.empty();
    }
  }

  /// The TTL attribute of an item that is written now.
  static AttributeValue expiry(Instant now) {
    return ConditionalUpdate.number(now.plus(KEPT).getEpochSecond());
  }

  /// The items with open reservations, loaded page by page.
  Stream<Map<String, AttributeValue>> itemsWithOpenReservations() {
    return Stream.iterate(
            Optional.of(pageWithOpenReservations(Map.of())),
            Optional::isPresent,
            page ->
                page.map(ItemPage::lastEvaluatedKey)
                    .filter(next -> !next.isEmpty())
                    .map(this::pageWithOpenReservations))
        .flatMap(page -> page.orElseThrow().items().stream());
  }

  private ItemPage pageWithOpenReservations(Map<String, AttributeValue> start) {
    return dynamoDb.scan(
        TableRequest.of(table)
            .consistentRead()
            .filterExpression("#running > :none")
            .expressionAttributeNames(Map.of("#running", CounterIncrement.RUNNING))
            .expressionAttributeValues(Map.of(":none", ConditionalUpdate.number(0)))
            .exclusiveStartKey(start));
  }

  // Budgets of browser keys are not announced.
  private static Optional<MonthlyBudget> budget(CounterKey key, Limits limits) {
    return key.browserKey().isEmpty() ? MonthlyBudget.of(limits) : Optional.empty();
  }

  // The client retries a write whose response was lost, and then finds its own reservation.
  private static Attempt refused(
      Map<String, AttributeValue> item, RequestId id, Reservation reservation, int depth) {
    AttributeValue open = item.get(OPEN + id.value());
    if (open == null) {
      return item.isEmpty() || Shard.depthOf(item) != depth
          ? new Attempt.OtherDepth(
              item.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Shard.depthOf(item)))
          : new Attempt.LimitReached(counters(item));
    }
    return reservation.write().equals(open.s())
        ? new Attempt.Reserved(counters(item))
        : new Attempt.IdInUse();
  }

  /// The numbers of an item.
  static Map<String, Long> counters(Map<String, AttributeValue> item) {
    Map<String, Long> counters = new HashMap<>();
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      String number = attribute.getValue().n();
      if (number != null) {
        counters.put(attribute.getKey(), Long.parseLong(number));
      }
    }
    return counters;
  }

  /// What an item has of one request.
  ///
  /// @param depth of the item's shard
  record OpenReservation(int depth, Optional<Reservation> reservation) {}

  /// The result of an attempt to reserve on one item.
  sealed interface Attempt {

    /// The amount is reserved.
    ///
    /// @param counters the counters after the reservation
    record Reserved(Map<String, Long> counters) implements Attempt {}

    /// A limit would have been exceeded; nothing was written.
    ///
    /// @param counters the current counters
    record LimitReached(Map<String, Long> counters) implements Attempt {}

    /// An answer with this request id is running; nothing was written.
    record IdInUse() implements Attempt {}

    /// The shard was split or merged; nothing was written.
    ///
    /// @param depth its depth now; empty when it is no more, or not yet
    record OtherDepth(OptionalInt depth) implements Attempt {}
  }
}
