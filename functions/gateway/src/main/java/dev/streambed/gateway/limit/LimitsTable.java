package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The table `limits`: one item per customer and shard, and per browser key with limits of its own,
/// with its counters and its open reservations. Every method throws [SdkException] when the table
/// is unavailable.
public final class LimitsTable {

  static final String OPEN = "o";

  static final String EXPIRES_AT = "expiresAt";

  /// Longer than the longest window, so that an item that goes has no counter that still counts.
  private static final Duration KEPT = Duration.ofDays(40);

  private final DynamoDbClient dynamoDb;
  private final String table;

  /// @param table name of the table `limits`
  public LimitsTable(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /// Reserves, if no counter goes above its share by it.
  ///
  /// @param shardedLimits of the limits that the item counts for
  Attempt reserve(
      CounterKey key, RequestId id, Reservation reservation, ShardedLimits shardedLimits) {
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    conditionalUpdate.ifAbsent(OPEN + id.value());
    conditionalUpdate.set(OPEN + id.value(), AttributeValue.fromS(reservation.write()));
    conditionalUpdate.set(EXPIRES_AT, expiry(reservation.admittedAt()));
    budget(key, shardedLimits)
        .ifPresentOrElse(
            monthlyBudget -> conditionalUpdate.set(MonthlyBudget.ATTRIBUTE, monthlyBudget.write()),
            () -> conditionalUpdate.remove(MonthlyBudget.ATTRIBUTE));
    Map<Limit, Long> shares = shardedLimits.shares(key.shard());
    for (CounterIncrement counterIncrement : CounterIncrement.of(reservation)) {
      conditionalUpdate.add(counterIncrement.counterName(), counterIncrement.amount());
      counterIncrement
          .limit()
          .map(shares::get)
          .ifPresent(share ->
              conditionalUpdate.ifAtMost(
                  counterIncrement.counterName(), share - counterIncrement.amount()));
    }
    try {
      var request = conditionalUpdate.request().tableName(table).key(key.attributes());
      request.returnValues(ReturnValue.ALL_NEW);
      request.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
      return new Attempt.Reserved(counters(dynamoDb.updateItem(request.build()).attributes()));
    } catch (ConditionalCheckFailedException e) {
      return refused(e.item(), id, reservation);
    }
  }

  /// Makes an update if this reservation is open.
  ///
  /// @return the item as it is then; empty when it was not open
  Optional<Map<String, AttributeValue>> closeReservation(
      CounterKey key, Permit permit, ConditionalUpdate conditionalUpdate) {
    String open = OPEN + permit.requestId().value();
    conditionalUpdate.ifEqual(open, AttributeValue.fromS(permit.reservation().write()));
    conditionalUpdate.remove(open);
    try {
      var request = conditionalUpdate.request().tableName(table).key(key.attributes());
      request.returnValues(ReturnValue.ALL_NEW);
      return Optional.of(dynamoDb.updateItem(request.build()).attributes());
    } catch (ConditionalCheckFailedException _) {
      return Optional.empty();
    }
  }

  /// Reads an item, as its last write has left it; empty when there is none.
  Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
    return dynamoDb
        .getItem(request -> request.tableName(table).key(key).consistentRead(true))
        .item();
  }

  /// Makes an update of an item if its condition holds.
  ///
  /// @return whether it did
  boolean tryUpdate(Map<String, AttributeValue> key, ConditionalUpdate conditionalUpdate) {
    try {
      dynamoDb.updateItem(conditionalUpdate.request().tableName(table).key(key).build());
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  /// Makes an update of an item if its condition holds.
  ///
  /// @return the item as it is then; empty when it did not hold
  Optional<Map<String, AttributeValue>> update(
      Map<String, AttributeValue> key, ConditionalUpdate conditionalUpdate) {
    try {
      var request = conditionalUpdate.request().tableName(table).key(key);
      request.returnValues(ReturnValue.ALL_NEW);
      return Optional.of(dynamoDb.updateItem(request.build()).attributes());
    } catch (ConditionalCheckFailedException _) {
      return Optional.empty();
    }
  }

  /// When an item goes that is written now, as the table's TTL has it.
  static AttributeValue expiry(Instant now) {
    return ConditionalUpdate.number(now.plus(KEPT).getEpochSecond());
  }

  /// The items with open reservations, page by page as they are taken.
  Stream<Map<String, AttributeValue>> itemsWithOpenReservations() {
    return dynamoDb
        .scanPaginator(request ->
            request
                .tableName(table)
                .consistentRead(true)
                .filterExpression("#running > :none")
                .expressionAttributeNames(Map.of("#running", CounterIncrement.RUNNING))
                .expressionAttributeValues(Map.of(":none", ConditionalUpdate.number(0))))
        .items()
        .stream();
  }

  // The budget of a browser key is not announced.
  private static Optional<MonthlyBudget> budget(CounterKey key, ShardedLimits shardedLimits) {
    return key.browserKey().isEmpty() ? MonthlyBudget.of(shardedLimits) : Optional.empty();
  }

  // The client repeats a write whose answer was lost: then what it finds is its own.
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
    item.forEach((name, value) -> {
      if (value.n() != null) {
        counters.put(name, Long.parseLong(value.n()));
      }
    });
    return counters;
  }

  /// What became of an attempt to reserve on one item.
  sealed interface Attempt {

    /// It is reserved.
    ///
    /// @param counters as they are now
    record Reserved(Map<String, Long> counters) implements Attempt {}

    /// A limit would have been exceeded; nothing was written.
    ///
    /// @param counters as they are
    record LimitReached(Map<String, Long> counters) implements Attempt {}

    /// An answer with this request id is running; nothing was written.
    record IdInUse() implements Attempt {}
  }
}
