package dev.streambed.cdk;

import java.util.Optional;

/**
 * Settings of the REST API.
 *
 * @param requestsPerSecond steady-state rate limit of API Gateway for all callers together
 * @param burst burst limit of requests
 * @param accessLogs whether the API writes an access log, and with which role
 * @param domain a domain name of the team's own; if absent, only API Gateway's own name
 */
public record RestApiSettings(
    int requestsPerSecond, int burst, AccessLogs accessLogs, Optional<CustomDomain> domain) {
  /**
   * With answers of ten seconds, the rate that an account's default concurrency of 1000 can serve.
   */
  public static final int DEFAULT_REQUESTS_PER_SECOND = 100;

  /** Enough for many users who send a question at the same time. */
  public static final int DEFAULT_BURST = 200;

  /** The defaults. By default the construct does not change account settings. */
  public static final RestApiSettings DEFAULTS =
      new RestApiSettings(
          DEFAULT_REQUESTS_PER_SECOND, DEFAULT_BURST, AccessLogs.ON, Optional.empty());

  /** Refuses a throttle that admits no requests. */
  public RestApiSettings {
    PropsCheck.between("requestsPerSecond", requestsPerSecond, 1, Integer.MAX_VALUE);
    PropsCheck.between("burst", burst, 1, Integer.MAX_VALUE);
  }

  /** The same settings with another throttle. */
  public RestApiSettings withThrottle(int perSecond, int atOnce) {
    return new RestApiSettings(perSecond, atOnce, accessLogs, domain);
  }

  /** The same settings with another access log. */
  public RestApiSettings withAccessLogs(AccessLogs logs) {
    return new RestApiSettings(requestsPerSecond, burst, logs, domain);
  }

  /** The same settings with a domain name of the team's own. */
  public RestApiSettings withDomain(CustomDomain name) {
    return new RestApiSettings(requestsPerSecond, burst, accessLogs, Optional.of(name));
  }
}
