package dev.streambed.gateway.websocket;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.PromptPart;
import dev.streambed.gateway.session.PromptAssembly;
import dev.streambed.gateway.session.PromptParts;
import dev.streambed.gateway.session.WebSocketAnswerKey;
import dev.streambed.gateway.transport.Handover;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Handles prompts that come in parts. Thread-safe.
///
/// API Gateway delivers messages concurrently, so the last part can arrive before the others. The
/// invocation that receives it waits for them.
///
/// @param invoker continues when the prompt is complete
/// @param timeout how long the last part waits for missing parts
record PromptPartHandler(PromptParts promptParts, Invoker invoker, Duration timeout) {

  /// Continues with a complete prompt.
  interface Invoker {

    MessageReply invoke(AuthenticatedMessage message, Handover.Prompt prompt);
  }

  private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

  MessageReply take(AuthenticatedMessage message, PromptPart part) {
    return switch (promptParts.add(message.answer(), part)) {
      case PromptAssembly.Complete(int count) ->
          invoker.invoke(message, new Handover.Prompt.Parts(count));
      case PromptAssembly.Incomplete(List<Integer> missing) ->
          missing.isEmpty() ? new MessageReply.Nothing() : awaitRest(message.answer());
      case PromptAssembly.Invalid(Problem problem) -> abandon(message.answer(), problem);
    };
  }

  private MessageReply awaitRest(WebSocketAnswerKey answer) {
    try {
      List<Integer> missing = List.of();
      for (Duration waited = Duration.ZERO;
          waited.compareTo(timeout) < 0;
          waited = waited.plus(POLL_INTERVAL)) {
        Thread.sleep(POLL_INTERVAL);
        Optional<PromptAssembly> now = promptParts.progress(answer);
        if (now.isEmpty()
            || !(now.get() instanceof PromptAssembly.Incomplete(List<Integer> still))) {
          return new MessageReply.Nothing();
        }
        missing = still;
      }
      return abandon(answer, missing);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return MessageReply.refused(Problem.of(ErrorCode.TIMEOUT), answer.id());
    }
  }

  private MessageReply abandon(WebSocketAnswerKey answer, List<Integer> missing) {
    String indexes = missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
    Problem problem = Problem.of(ErrorCode.INVALID_REQUEST, "Parts are missing: " + indexes + ".");
    return promptParts.abandon(answer)
        ? MessageReply.refused(problem, answer.id())
        : new MessageReply.Nothing();
  }

  // A prompt with an invalid part is abandoned; its further parts are refused.
  private MessageReply abandon(WebSocketAnswerKey answer, Problem problem) {
    promptParts.abandon(answer);
    return MessageReply.refused(problem, answer.id());
  }
}
