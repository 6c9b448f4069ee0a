package dev.streambed.runtimeapi;

import java.io.IOException;

/// An [AnswerSink] that may fail, and whose invocation may be given up, without the runtime
/// noticing. Not thread-safe.
final class GuardedSink {

  private final Turn turn;
  private boolean failed;

  GuardedSink(Turn turn) {
    this.turn = turn;
  }

  void head(String contentType, boolean streaming) {
    attempt(() -> turn.sink().head(contentType, streaming));
  }

  void bytes(byte[] buffer, int offset, int length) {
    attempt(() -> turn.sink().bytes(buffer, offset, length));
  }

  private void attempt(Call call) {
    if (failed || turn.stage() == Turn.Stage.LOST) {
      return;
    }
    try {
      call.run();
    } catch (IOException callerLeft) {
      failed = true;
    }
  }

  private interface Call {
    void run() throws IOException;
  }
}
