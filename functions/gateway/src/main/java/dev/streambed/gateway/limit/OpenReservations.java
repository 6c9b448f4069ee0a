package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds open reservations: one by its request id, and those that no running function will settle.
public final class OpenReservations {

  /// Allows for clock skew, and for a settlement in progress.
  static final Duration GRACE = Duration.ofMinutes(2);

  /// By then, an answer that was handed over has started or never will: Lambda keeps its event for
  /// a minute.
  static final Duration LATEST_START = Duration.ofMinutes(1).plus(GRACE);

  private final LimitsTable table;

  public OpenReservations(LimitsTable table) {
    this.table = table;
  }

  /// The reservations that are overdue for settlement, and the handed-over answers that are overdue
  /// to start.
  ///
  /// @throws dev.streambed.gateway.aws.AwsException when the table cannot be read; also while the
  ///   stream is consumed
  public Stream<Permit> overdue(Instant now) {
    return table
        .itemsWithOpenReservations()
        .flatMap(OpenReservations::open)
        .filter(permit -> shouldHaveEnded(permit, now) || shouldHaveBegun(permit, now));
  }

  /// The reservations of a customer's running answers with this id: with several shards there may
  /// be more than one.
  ///
  /// @throws dev.streambed.gateway.aws.AwsException when the table cannot be read
  public List<Reservation> find(CustomerId customer, RequestId id) {
    Map<Integer, LimitsTable.OpenReservation> read = new HashMap<>();
    for (int choice = 0; choice < Reserver.CHOICES; choice++) {
      Optional<Shard> shard = Optional.of(Shard.WHOLE);
      int hash = Shard.hash(id, choice);
      while (shard.isPresent()) {
        LimitsTable.OpenReservation found =
            read.computeIfAbsent(
                shard.get().index(),
                index -> table.openReservation(new CounterKey(customer, index), id));
        shard =
            shard.get().splitOff(found.depth()).stream()
                .filter(next -> next.holds(hash))
                .findFirst();
      }
    }
    return read.values().stream().flatMap(found -> found.reservation().stream()).toList();
  }

  /// Whether the reservation is overdue for settlement.
  public static boolean shouldHaveEnded(Permit permit, Instant now) {
    return permit.reservation().settleBy().plus(GRACE).isBefore(now);
  }

  // Only answers that were handed over wait for a function.
  private static boolean shouldHaveBegun(Permit permit, Instant now) {
    return permit.reservation().connection().isPresent()
        && permit.admittedAt().plus(LATEST_START).isBefore(now);
  }

  private static Stream<Permit> open(Map<String, AttributeValue> item) {
    return CounterKey.of(item).stream().flatMap(key -> open(key, item));
  }

  private static Stream<Permit> open(CounterKey key, Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(LimitsTable.OPEN))
        .filter(entry -> entry.getValue().s() != null)
        .flatMap(entry -> permit(key, entry.getKey(), entry.getValue().s()));
  }

  // A reservation in an unknown form belongs to a newer version, which sweeps it.
  private static Stream<Permit> permit(CounterKey key, String attribute, String text) {
    return RequestId.of(attribute.substring(LimitsTable.OPEN.length())).stream()
        .flatMap(id ->
            Reservation.read(text).stream()
                .map(found -> new Permit(key.customer(), id, key.shard(), found, List.of())));
  }
}
