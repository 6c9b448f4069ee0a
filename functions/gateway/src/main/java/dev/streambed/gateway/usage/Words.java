package dev.streambed.gateway.usage;

import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Usage;
import java.util.Locale;

/// How an ending is called in logs and records. Empty when there is nothing to say.
final class Words {

  private Words() {}

  static String eventType(UsageEntry entry) {
    return switch (entry.ending()) {
      case Ending.Failed _, Ending.NotStarted _, Ending.Killed _ -> "bedrock_error";
      case Ending.Complete _, Ending.Stopped _, Ending.ClientGone _ ->
          entry.asked().streamed() ? "bedrock_stream" : "bedrock_invoke";
    };
  }

  static String estimateReason(Usage usage) {
    return usage instanceof Usage.Estimated(_, String reason) ? reason : "";
  }

  static String outcome(Ending ending) {
    return switch (ending) {
      case Ending.Complete _ -> "complete";
      case Ending.Stopped _ -> "stopped";
      case Ending.Failed(_, Problem problem) ->
          problem.code() == ErrorCode.TIMEOUT ? "timeout" : "model_error";
      case Ending.ClientGone _ -> "client_gone";
      case Ending.NotStarted _ -> "not_started";
      case Ending.Killed _ -> "killed";
    };
  }

  /// The field for units of a guardrail: `guardrail_topic_policy_units` for Bedrock's
  /// `topicPolicyUnits`.
  static String guardrailUnits(String units) {
    return "guardrail_" + units.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  static String stopReason(Ending ending) {
    return switch (ending) {
      case Ending.Complete(_, String stopReason) -> stopReason;
      case Ending.Stopped _ -> "stopped";
      case Ending.ClientGone(_, String stopReason) -> stopReason;
      case Ending.Failed _, Ending.NotStarted _, Ending.Killed _ -> "";
    };
  }
}
