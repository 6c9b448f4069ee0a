package dev.streambed.cdk;

/**
 * How the REST API behaves beside its routes.
 *
 * @param requestsPerSecond steady rate that API Gateway lets through, all callers together
 * @param burst requests that may come at once
 * @param accessLogs whether it writes an access log, and with whose role
 */
public record RestApiSettings(int requestsPerSecond, int burst, AccessLogs accessLogs) {
  /** With answers of ten seconds, what an account's default concurrency of 1000 can serve. */
  public static final int DEFAULT_REQUESTS_PER_SECOND = 100;

  /** Enough for a page full of users that press send together. */
  public static final int DEFAULT_BURST = 200;

  /** The defaults of every component. A construct does not change an account's settings unasked. */
  public static final RestApiSettings DEFAULTS =
      new RestApiSettings(DEFAULT_REQUESTS_PER_SECOND, DEFAULT_BURST, AccessLogs.ON);

  /** Refuses a throttle that lets nobody through. */
  public RestApiSettings {
    PropsCheck.between("requestsPerSecond", requestsPerSecond, 1, Integer.MAX_VALUE);
    PropsCheck.between("burst", burst, 1, Integer.MAX_VALUE);
  }

  /** The same settings with another throttle. */
  public RestApiSettings withThrottle(int perSecond, int atOnce) {
    return new RestApiSettings(perSecond, atOnce, accessLogs);
  }

  /** The same settings with another access log. */
  public RestApiSettings withAccessLogs(AccessLogs logs) {
    return new RestApiSettings(requestsPerSecond, burst, logs);
  }
}
