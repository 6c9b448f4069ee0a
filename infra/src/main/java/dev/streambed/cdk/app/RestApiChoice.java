package dev.streambed.cdk.app;

import dev.streambed.cdk.RestApiSettings;

/** The section {@code restApi}. */
final class RestApiChoice {
  private RestApiChoice() {}

  static RestApiSettings read(Section section) {
    var defaults = RestApiSettings.DEFAULTS;
    return new RestApiSettings(
        section.number("requestsPerSecond").orElse(defaults.requestsPerSecond()),
        section.number("burst").orElse(defaults.burst()),
        AccessLogChoice.read(section).orElse(defaults.accessLogs()));
  }
}
