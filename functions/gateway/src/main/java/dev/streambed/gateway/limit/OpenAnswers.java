package dev.streambed.gateway.limit;

import dev.streambed.gateway.vocabulary.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Finds the reservations that nobody will settle.
public final class OpenAnswers {

  /// For clocks that differ, and for a settlement that is under way.
  static final Duration GRACE = Duration.ofMinutes(2);

  private final LimitsTable table;

  public OpenAnswers(LimitsTable table) {
    this.table = table;
  }

  /// Those that should have been settled a while ago, as they are found.
  ///
  /// @throws SdkException when the table cannot be read; also while the stream is read
  public Stream<Permit> overdue(Instant now) {
    return table
        .withOpenReservations()
        .flatMap(OpenAnswers::open)
        .filter(permit -> permit.reservation().until().plus(GRACE).isBefore(now));
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

  // A form that this version does not know is a newer version's to sweep.
  private static Stream<Permit> permit(CounterKey key, String attribute, String text) {
    return RequestId.of(attribute.substring(LimitsTable.OPEN.length())).stream()
        .flatMap(id ->
            Reservation.read(text).stream()
                .map(found -> new Permit(key.customer(), id, key.shard(), found, List.of())));
  }
}
