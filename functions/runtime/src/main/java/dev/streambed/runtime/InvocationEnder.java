package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;

/// Ends invocations, and logs when the platform refuses the end. Belongs to one worker.
record InvocationEnder(Log log, RuntimeApiClient runtimeApiClient) {

  /// Ends an invocation whose handler has returned.
  void succeeded(RunningInvocation runningInvocation) {
    Invocation invocation = runningInvocation.invocation();
    try {
      runningInvocation.answer().end(new PlatformSink(runtimeApiClient, invocation));
    } catch (AnswerTooLarge tooLarge) {
      log.notice(LogLevel.ERROR, "the buffered answer is too large", invocation);
      failed(runningInvocation, Failure.tooLarge());
    } catch (IOException lost) {
      logLost("answer", lost, invocation);
    }
  }

  /// Ends an invocation whose handler has failed, or has exceeded its deadline.
  void failed(RunningInvocation runningInvocation, Failure failure) {
    Invocation invocation = runningInvocation.invocation();
    try {
      if (!runningInvocation.answer().end(failure)) {
        RuntimeApiRequest call = RuntimeApiRequest.invocationError(invocation, failure);
        RejectedException.throwUnlessAccepted(runtimeApiClient.call(call), call);
      }
    } catch (IOException lost) {
      logLost("failure", lost, invocation);
    }
  }

  private void logLost(String what, IOException lost, Invocation invocation) {
    if (lost instanceof RejectedException rejectedException) {
      String sentence = "the platform refused the " + what + " with " + rejectedException.status();
      log.notice(LogLevel.ERROR, sentence, invocation);
    } else {
      log.failure("the " + what + " did not reach the platform", lost, invocation);
    }
  }

  /// Sends a buffered response to the platform.
  private record PlatformSink(RuntimeApiClient runtimeApiClient, Invocation invocation)
      implements BufferedResponseBody.Sink {

    @Override
    public void send(String contentType, byte[] answer) throws IOException {
      RuntimeApiRequest call = RuntimeApiRequest.bufferedResponse(invocation, contentType, answer);
      RejectedException.throwUnlessAccepted(runtimeApiClient.call(call), call);
    }
  }
}
