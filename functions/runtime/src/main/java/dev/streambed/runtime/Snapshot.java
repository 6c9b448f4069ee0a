package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;

/// Takes a function through a SnapStart snapshot: the handler's first hook, the wait for the
/// restore, the second hook.
record Snapshot(
    RuntimeApiEndpoint runtimeApiEndpoint,
    StreamingHandler handler,
    StartupErrorReporter startupErrorReporter) {

  static final int DONE = 0;

  /// Runs both hooks; returns [#DONE], or the exit code.
  int passThrough() {
    try {
      handler.beforeSnapshot();
    } catch (Throwable thrown) { // every failure of a hook is reported
      startupErrorReporter.send(
          RuntimeApiRequest.initError(Failure.beforeSnapshot(thrown)), thrown);
      return ExitCode.BEFORE_SNAPSHOT_FAILED;
    }
    if (!awaitRestore()) {
      return ExitCode.PLATFORM_GONE;
    }
    try {
      handler.afterRestore();
      return DONE;
    } catch (Throwable thrown) { // every failure of a hook is reported
      startupErrorReporter.send(
          RuntimeApiRequest.restoreError(Failure.afterRestore(thrown)), thrown);
      return ExitCode.AFTER_RESTORE_FAILED;
    }
  }

  // This connection survives the snapshot, because the platform does. It is closed afterwards, so
  // that every other connection is opened after the restore.
  private boolean awaitRestore() {
    try (Connection connection = runtimeApiEndpoint.connect()) {
      int status = connection.exchange(RuntimeApiRequest.restoreNext()).status();
      if (status == 200) {
        return true;
      }
      startupErrorReporter.log().notice(LogLevel.ERROR, "/restore/next answered " + status, null);
    } catch (IOException broken) {
      startupErrorReporter.log().failure("/restore/next was not answered", broken, null);
    }
    return false;
  }
}
