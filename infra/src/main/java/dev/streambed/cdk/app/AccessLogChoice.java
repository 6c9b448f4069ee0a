package dev.streambed.cdk.app;

import dev.streambed.cdk.AccessLogs;
import java.util.Map;
import java.util.Optional;

/** The key {@code accessLogs} of an API's section. */
final class AccessLogChoice {
  private static final Map<String, AccessLogs> WORDS =
      Map.of(
          "off", AccessLogs.OFF,
          "on", AccessLogs.ON,
          "onWithAccountRole", AccessLogs.ON_WITH_ACCOUNT_ROLE);

  private AccessLogChoice() {}

  static Optional<AccessLogs> read(Section section) {
    return section.choice("accessLogs", WORDS);
  }
}
