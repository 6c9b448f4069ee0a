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

/// Prompts that come in parts. Thread-safe.
///
/// API Gateway delivers messages concurrently, so the last part can arrive before the others. The
/// invocation that receives it waits for them.
///
/// @param invoker continues when the prompt is complete
/// @param patience how long the last part waits for those that it has overtaken
record PromptPartHandler(PromptParts promptParts, Invoker invoker, Duration patience) {

  /// Goes on with a prompt that is whole.
  interface Invoker {

    MessageReply invoke(AuthenticatedMessage message, Handover.Prompt prompt);
  }

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  MessageReply take(AuthenticatedMessage message, PromptPart part) {
    return switch (promptParts.add(message.answer(), part)) {
      case PromptAssembly.Complete(int count) ->
          invoker.invoke(message, new Handover.Prompt.Parts(count));
      case PromptAssembly.Incomplete(List<Integer> missing) ->
          missing.isEmpty() ? new MessageReply.Nothing() : awaitRest(message.answer());
      case PromptAssembly.Invalid(Problem problem) -> giveUp(message.answer(), problem);
    };
  }

  private MessageReply awaitRest(WebSocketAnswerKey answer) {
    try {
      List<Integer> missing = List.of();
      for (Duration waited = Duration.ZERO;
          waited.compareTo(patience) < 0;
          waited = waited.plus(LOOK_AGAIN)) {
        Thread.sleep(LOOK_AGAIN);
        Optional<PromptAssembly> now = promptParts.progress(answer);
        if (now.isEmpty()
            || !(now.get() instanceof PromptAssembly.Incomplete(List<Integer> still))) {
          return new MessageReply.Nothing();
        }
        missing = still;
      }
      return giveUp(answer, missing);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return MessageReply.refused(Problem.of(ErrorCode.TIMEOUT), answer.id());
    }
  }

  private MessageReply giveUp(WebSocketAnswerKey answer, List<Integer> missing) {
    String indexes = missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
    Problem problem = Problem.of(ErrorCode.INVALID_REQUEST, "Parts are missing: " + indexes + ".");
    return promptParts.abandon(answer)
        ? MessageReply.refused(problem, answer.id())
        : new MessageReply.Nothing();
  }

  // Nothing is asked with a prompt of which a part is wrong; what more comes of it is refused.
  private MessageReply giveUp(WebSocketAnswerKey answer, Problem problem) {
    promptParts.abandon(answer);
    return MessageReply.refused(problem, answer.id());
  }
}
