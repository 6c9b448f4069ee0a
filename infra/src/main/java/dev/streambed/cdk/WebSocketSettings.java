package dev.streambed.cdk;

/**
 * How the WebSocket API behaves beside its routes.
 *
 * @param messagesPerSecond steady rate of connects and messages that API Gateway lets through, all
 *     callers together; what the gateway sends does not count
 * @param burst connects and messages that may come at once
 * @param accessLogs whether it writes an access log, and with whose role
 */
public record WebSocketSettings(int messagesPerSecond, int burst, AccessLogs accessLogs) {
  /**
   * Several times the REST API's requests, because one answer takes several messages: a stop, the
   * parts of a long prompt, the pings of whoever waits.
   */
  public static final int DEFAULT_MESSAGES_PER_SECOND = 500;

  /** Enough for prompts of the largest size, 64 parts each, from a dozen users at once. */
  public static final int DEFAULT_BURST = 1000;

  /** The defaults of every component. A construct does not change an account's settings unasked. */
  public static final WebSocketSettings DEFAULTS =
      new WebSocketSettings(DEFAULT_MESSAGES_PER_SECOND, DEFAULT_BURST, AccessLogs.ON);

  /** Refuses a throttle that lets nobody through. */
  public WebSocketSettings {
    PropsCheck.between("messagesPerSecond", messagesPerSecond, 1, Integer.MAX_VALUE);
    PropsCheck.between("burst", burst, 1, Integer.MAX_VALUE);
  }

  /** The same settings with another throttle. */
  public WebSocketSettings withThrottle(int perSecond, int atOnce) {
    return new WebSocketSettings(perSecond, atOnce, accessLogs);
  }

  /** The same settings with another access log. */
  public WebSocketSettings withAccessLogs(AccessLogs logs) {
    return new WebSocketSettings(messagesPerSecond, burst, logs);
  }
}
