package dev.streambed.local.websocket;

import java.time.Duration;

/// How long a connection may stay open.
///
/// @param idle without messages in either direction
/// @param maximum in total
public record ConnectionTimeouts(Duration idle, Duration maximum) {

  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final Duration MAXIMUM = Duration.ofHours(2);

  public ConnectionTimeouts {
    if (!idle.isPositive() || !maximum.isPositive()) {
      throw new IllegalArgumentException(
          "a connection must last: idle " + idle + ", maximum " + maximum);
    }
  }

  /// API Gateway's limits: ten minutes idle, two hours in total.
  public static ConnectionTimeouts ofApiGateway() {
    return new ConnectionTimeouts(IDLE, MAXIMUM);
  }
}
