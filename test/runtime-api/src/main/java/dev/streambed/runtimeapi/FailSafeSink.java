package dev.streambed.runtimeapi;

import java.io.IOException;

/// An [ResponseSink] that may fail, and whose invocation may be given up, without the runtime
/// noticing. Not thread-safe.
final class FailSafeSink {

  private final InvocationState invocationState;
  private boolean failed;

  FailSafeSink(InvocationState invocationState) {
    this.invocationState = invocationState;
  }

  void head(String contentType, boolean streaming) {
    attempt(() -> invocationState.sink().head(contentType, streaming));
  }

  void bytes(byte[] buffer, int offset, int length) {
    attempt(() -> invocationState.sink().bytes(buffer, offset, length));
  }

  private void attempt(Call call) {
    if (failed || invocationState.stage() == InvocationState.Stage.LOST) {
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
