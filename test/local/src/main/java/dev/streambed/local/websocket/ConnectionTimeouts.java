package dev.streambed.local.websocket;

import java.time.Duration;

/// How long a connection may last.
///
/// @param idle without anything sent or received
/// @param maximum from its beginning
public record ConnectionTimeouts(Duration idle, Duration maximum) {

  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final Duration MAXIMUM = Duration.ofHours(2);

  public ConnectionTimeouts {
    if (!idle.isPositive() || !maximum.isPositive()) {
      throw new IllegalArgumentException(
          "a connection must last: idle " + idle + ", maximum " + maximum);
    }
  }

  /// API Gateway's: ten minutes, two hours.
  public static ConnectionTimeouts ofApiGateway() {
    return new ConnectionTimeouts(IDLE, MAXIMUM);
  }
}
