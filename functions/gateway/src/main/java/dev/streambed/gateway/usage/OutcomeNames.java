package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import java.util.Locale;

/// The names of outcomes and their details in logs and records. Empty when not applicable.
final class OutcomeNames {

  private OutcomeNames() {}

  static String eventType(UsageEntry entry) {
    return switch (entry.outcome()) {
      case Outcome.Failed _, Outcome.NotStarted _, Outcome.Killed _ -> "bedrock_error";
      case Outcome.Complete _, Outcome.Stopped _, Outcome.ClientGone _ ->
          entry.admittedRequest().streamed() ? "bedrock_stream" : "bedrock_invoke";
    };
  }

  static String estimateReason(Usage usage) {
    return usage instanceof Usage.Estimated(_, String reason) ? reason : "";
  }

  static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Complete _ -> "complete";
      case Outcome.Stopped _ -> "stopped";
      case Outcome.Failed(_, Problem problem) ->
          problem.code() == ErrorCode.TIMEOUT ? "timeout" : "model_error";
      case Outcome.ClientGone _ -> "client_gone";
      case Outcome.NotStarted _ -> "not_started";
      case Outcome.Killed _ -> "killed";
    };
  }

  /// The field for a guardrail's units: `guardrail_topic_policy_units` for Bedrock's
  /// `topicPolicyUnits`.
  static String guardrailUnits(String units) {
    return "guardrail_" + units.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  static String stopReason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Complete(_, String stopReason) -> stopReason;
      case Outcome.Stopped _ -> "stopped";
      case Outcome.ClientGone(_, String stopReason) -> stopReason;
      case Outcome.Failed _, Outcome.NotStarted _, Outcome.Killed _ -> "";
    };
  }
}
