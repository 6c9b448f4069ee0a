package dev.streambed.gateway.limit;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads what was spent in a month from an item: its counter holds what is reserved as well, and
/// every open reservation says how much.
final class MonthSpendReader {

  private MonthSpendReader() {}

  /// In nano-dollars, of answers that are settled, with what is kept for those without final
  /// numbers.
  static long read(Map<String, AttributeValue> item, Window month) {
    AttributeValue counter = item.get(month.nanoDollars());
    long counted = counter == null || counter.n() == null ? 0 : Long.parseLong(counter.n());
    return Math.max(0, counted - reserved(item, month));
  }

  private static long reserved(Map<String, AttributeValue> item, Window month) {
    return item.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(LimitsTable.OPEN))
        .filter(entry -> entry.getValue().s() != null)
        .flatMap(entry -> Reservation.read(entry.getValue().s()).stream())
        .filter(open -> Window.at(open.admittedAt(), WindowLength.MONTH).equals(month))
        .mapToLong(Reservation::nanoDollars)
        .sum();
  }
}
