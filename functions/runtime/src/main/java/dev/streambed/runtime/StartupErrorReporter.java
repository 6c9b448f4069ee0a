package dev.streambed.runtime;

import java.io.IOException;

/// Reports to the platform and to the log why a function cannot start.
record StartupErrorReporter(RuntimeApiEndpoint runtimeApiEndpoint, Log log) {

  void send(RuntimeApiRequest report, Throwable thrown) {
    log.failure("the function cannot start: " + report.path(), thrown, null);
    try (Connection connection = runtimeApiEndpoint.connect()) {
      RejectedException.throwUnlessAccepted(connection.exchange(report), report);
    } catch (IOException notAccepted) {
      log.failure("the report did not reach the platform", notAccepted, null);
    }
  }
}
