package dev.streambed.gateway.session;

import dev.streambed.gateway.dynamodb.AttributeValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Reads attributes of rows.
final class RowAttributes {

  private RowAttributes() {}

  /// The text; empty when the attribute is absent.
  static String text(Map<String, AttributeValue> row, String name) {
    return Optional.ofNullable(row.get(name)).map(AttributeValue::s).orElse("");
  }

  /// The instant; the epoch when the attribute is absent.
  static Instant instant(Map<String, AttributeValue> row, String name) {
    return Optional.ofNullable(row.get(name))
        .map(AttributeValue::n)
        .map(Long::parseLong)
        .map(Instant::ofEpochSecond)
        .orElse(Instant.EPOCH);
  }

  static AttributeValue seconds(Instant instant) {
    return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
  }
}
