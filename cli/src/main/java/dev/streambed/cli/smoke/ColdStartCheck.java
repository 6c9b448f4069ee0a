package dev.streambed.cli.smoke;

import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.domain.FunctionLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Looks in the function's log for the cold starts of this run.
///
/// @param frontDoor the first one that was called
/// @param log absent: nothing is looked for
/// @param begin before the first call
record ColdStartCheck(Finding.FrontDoor frontDoor, Optional<FunctionLog> log, Instant begin) {

  private static final String QUESTION = "how long Lambda's Init Duration is, by REPORT lines";

  Check check() {
    return Check.free(frontDoor, "cold starts", 0, this::look);
  }

  private void look(Observations seen) {
    if (log.isEmpty()) {
      seen.notChecked(QUESTION, "only with the log of a deployed stack: leave out the addresses");
      return;
    }
    try {
      seen.note(QUESTION, text(log.get().coldStarts(begin)));
    } catch (CliException unreadable) {
      seen.notChecked(QUESTION, unreadable.sentence());
    }
  }

  private static String text(List<FunctionLog.ColdStart> starts) {
    return starts.isEmpty()
        ? "no environment has started: run it again after a deployment"
        : starts.stream().map(ColdStartCheck::text).collect(Collectors.joining("; "));
  }

  private static String text(FunctionLog.ColdStart start) {
    return "%d ms, at most %d MB of %d MB"
        .formatted(
            start.initDuration().toMillis(), start.maxMemoryMebibytes(), start.memoryMebibytes());
  }
}
