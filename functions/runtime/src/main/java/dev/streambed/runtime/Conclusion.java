package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;

/// Ends invocations, and logs it when the platform does not take the end. Belongs to one worker.
record Conclusion(Log log, Channel channel) {

  /// The handler has returned.
  void whole(Turn turn) {
    Invocation invocation = turn.invocation();
    try {
      turn.answer().end(new ChannelOutlet(channel, invocation));
    } catch (AnswerTooLarge tooLarge) {
      log.notice(LogLevel.ERROR, "the buffered answer is too large", invocation);
      failed(turn, Failure.tooLarge());
    } catch (IOException lost) {
      logLost("answer", lost, invocation);
    }
  }

  /// The handler has failed, or is not waited for.
  void failed(Turn turn, Failure failure) {
    Invocation invocation = turn.invocation();
    try {
      if (!turn.answer().end(failure)) {
        InvocationError call = new InvocationError(invocation, failure);
        Refused.unlessAccepted(channel.call(call), call);
      }
    } catch (IOException lost) {
      logLost("failure", lost, invocation);
    }
  }

  private void logLost(String what, IOException lost, Invocation invocation) {
    if (lost instanceof Refused refused) {
      String sentence = "the platform refused the " + what + " with " + refused.status();
      log.notice(LogLevel.ERROR, sentence, invocation);
    } else {
      log.failure("the " + what + " did not reach the platform", lost, invocation);
    }
  }
}
