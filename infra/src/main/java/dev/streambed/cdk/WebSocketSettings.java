package dev.streambed.cdk;

import java.util.Optional;

/**
 * Settings of the WebSocket API.
 *
 * @param messagesPerSecond steady-state rate limit of API Gateway for connects and messages of all
 *     callers together; messages of the gateway do not count
 * @param burst burst limit of connects and messages
 * @param accessLogs whether the API writes an access log, and with which role
 * @param domain a domain name of the team's own; if absent, only API Gateway's own name
 */
public record WebSocketSettings(
    int messagesPerSecond, int burst, AccessLogs accessLogs, Optional<CustomDomain> domain) {
  /**
   * Several times the REST API's rate, because one answer takes several messages: a stop, the parts
   * of a long prompt, pings.
   */
  public static final int DEFAULT_MESSAGES_PER_SECOND = 500;

  /** Enough for prompts of the maximum size, 64 parts each, from a dozen users at once. */
  public static final int DEFAULT_BURST = 1000;

  /** The defaults. By default the construct does not change account settings. */
  public static final WebSocketSettings DEFAULTS =
      new WebSocketSettings(
          DEFAULT_MESSAGES_PER_SECOND, DEFAULT_BURST, AccessLogs.ON, Optional.empty());

  /** Refuses a throttle that admits no requests. */
  public WebSocketSettings {
    PropsCheck.between("messagesPerSecond", messagesPerSecond, 1, Integer.MAX_VALUE);
    PropsCheck.between("burst", burst, 1, Integer.MAX_VALUE);
  }

  /** The same settings with another throttle. */
  public WebSocketSettings withThrottle(int perSecond, int atOnce) {
    return new WebSocketSettings(perSecond, atOnce, accessLogs, domain);
  }

  /** The same settings with another access log. */
  public WebSocketSettings withAccessLogs(AccessLogs logs) {
    return new WebSocketSettings(messagesPerSecond, burst, logs, domain);
  }

  /** The same settings with a domain name of the team's own. */
  public WebSocketSettings withDomain(CustomDomain name) {
    return new WebSocketSettings(messagesPerSecond, burst, accessLogs, Optional.of(name));
  }
}
