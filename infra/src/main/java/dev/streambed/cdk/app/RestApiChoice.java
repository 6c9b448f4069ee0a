package dev.streambed.cdk.app;

import dev.streambed.cdk.AccessLogs;
import dev.streambed.cdk.RestApiSettings;
import java.util.Map;

/** The section {@code restApi}. */
final class RestApiChoice {
  private static final Map<String, AccessLogs> ACCESS_LOGS =
      Map.of(
          "off", AccessLogs.OFF,
          "on", AccessLogs.ON,
          "onWithAccountRole", AccessLogs.ON_WITH_ACCOUNT_ROLE);

  private RestApiChoice() {}

  static RestApiSettings read(Section section) {
    var defaults = RestApiSettings.DEFAULTS;
    return new RestApiSettings(
        section.number("requestsPerSecond").orElse(defaults.requestsPerSecond()),
        section.number("burst").orElse(defaults.burst()),
        section.choice("accessLogs", ACCESS_LOGS).orElse(defaults.accessLogs()));
  }
}
