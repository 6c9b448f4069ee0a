package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.ConditionalCheckFailedException;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.ItemPage;
import dev.streambed.gateway.dynamodb.TableRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
  /// @param shardedLimits the limits that the item counts against
  Attempt reserve(
      CounterKey key, RequestId id, Reservation reservation, ShardedLimits shardedLimits) {
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    conditionalUpdate.ifAbsent(OPEN + id.value());
    conditionalUpdate.set(OPEN + id.value(), AttributeValue.fromS(reservation.write()));
    conditionalUpdate.set(EXPIRES_AT, expiry(reservation.admittedAt()));
    Optional<MonthlyBudget> budget = budget(key, shardedLimits);
    if (budget.isPresent()) {
      conditionalUpdate.set(MonthlyBudget.ATTRIBUTE, budget.get().write());
    } else {
      conditionalUpdate.remove(MonthlyBudget.ATTRIBUTE);
    }
    Map<Limit, Long> shares = shardedLimits.shares(key.shard());
    for (CounterIncrement counterIncrement : CounterIncrement.of(reservation)) {
      conditionalUpdate.add(counterIncrement.counterName(), counterIncrement.amount());
      Optional<Limit> limit = counterIncrement.limit();
      Long share = limit.isPresent() ? shares.get(limit.get()) : null;
      if (share != null) {
        conditionalUpdate.ifAtMost(
            counterIncrement.counterName(), share - counterIncrement.amount());
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
      return refused(e.item(), id, reservation);
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

  /// Reads one open reservation of an item consistently.
  Optional<Reservation> openReservation(CounterKey key, RequestId id) {
    String open = OPEN + id.value();
    AttributeValue found =
        dynamoDb
            .getItem(
                TableRequest.of(table)
                    .key(key.attributes())
                    .consistentRead()
                    .projectionExpression("#open")
                    .expressionAttributeNames(Map.of("#open", open)))
            .get(open);
    return Optional.ofNullable(found).map(AttributeValue::s).flatMap(Reservation::read);
  }

  /// Reads an item consistently; empty when it does not exist.
  Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
    return dynamoDb.getItem(TableRequest.of(table).key(key).consistentRead());
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
  private static Optional<MonthlyBudget> budget(CounterKey key, ShardedLimits shardedLimits) {
    return key.browserKey().isEmpty() ? MonthlyBudget.of(shardedLimits) : Optional.empty();
  }

  // The client retries a write whose response was lost, and then finds its own reservation.
  private static Attempt refused(
      Map<String, AttributeValue> item, RequestId id, Reservation reservation) {
    AttributeValue open = item.get(OPEN + id.value());
    if (open == null) {
      return new Attempt.LimitReached(counters(item));
    }
    return reservation.write().equals(open.s())
        ? new Attempt.Reserved(counters(item))
        : new Attempt.IdInUse();
  }

  private static Map<String, Long> counters(Map<String, AttributeValue> item) {
    Map<String, Long> counters = new HashMap<>();
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      String number = attribute.getValue().n();
      if (number != null) {
        counters.put(attribute.getKey(), Long.parseLong(number));
      }
    }
    return counters;
  }

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
  }
}
