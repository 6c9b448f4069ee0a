package dev.streambed.gateway.dialect.converse;

import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Says `reasoning_effort` in the model's own words. Each family has its own
/// (https://docs.aws.amazon.com/bedrock/latest/userguide/claude-messages-adaptive-thinking.html,
/// https://docs.aws.amazon.com/nova/latest/nova2-userguide/extended-thinking.html).
///
/// @param member the path of the member that has it
public record ReasoningEffort(String effort, String member) {

  private static final Set<String> EFFORTS =
      Set.of("none", "minimal", "low", "medium", "high", "xhigh");

  private static final Map<String, Long> BUDGETS =
      Map.of("minimal", 1024L, "low", 1024L, "medium", 4096L, "high", 16_384L, "xhigh", 32_768L);

  /// The smallest budget that Claude accepts.
  private static final long LEAST_BUDGET = 1024;

  public ReasoningEffort {
    if (!EFFORTS.contains(effort)) {
      throw InvalidRequestException.of(
          member, "must be 'none', 'minimal', 'low', 'medium', 'high' or 'xhigh'");
    }
  }

  /// Adds the members of the model's own.
  ///
  /// @param maximum of the answer's tokens, of which reasoning is a part
  public void addTo(ConverseRequest request, OptionalLong maximum) {
    switch (ModelTraits.of(request.model()).reasoning()) {
      case NONE -> {
        if (!effort.equals("none")) {
          throw InvalidRequestException.of(
              member, "is not supported for this model: how it reasons cannot be set");
        }
      }
      case BUDGET -> budget(request, maximum);
      case ADAPTIVE -> adaptive(request);
      case NOVA -> request.additional().put("reasoningConfig", nova());
      case OPENAI -> request.additional().put("reasoning_effort", openAi());
    }
  }

  private void budget(ConverseRequest request, OptionalLong maximum) {
    if (effort.equals("none")) {
      return;
    }
    long most = maximum.isPresent() ? maximum.getAsLong() / 4 * 3 : Long.MAX_VALUE;
    if (most < LEAST_BUDGET) {
      request.warn(member + ": the maximum of tokens leaves no room for reasoning");
    } else if (request.conversation().continuesWithoutReasoning()) {
      request.warn(member + ": reasoning is off, because that before the tool call is missing");
    } else {
      long budget = Math.min(BUDGETS.getOrDefault(effort, LEAST_BUDGET), most);
      request
          .additional()
          .put(
              "thinking",
              JsonObjectBuilder.of("type", "enabled").put("budget_tokens", budget).build());
    }
  }

  private void adaptive(ConverseRequest request) {
    if (effort.equals("none")) {
      return;
    }
    String own =
        switch (effort) {
          case "minimal" -> "low";
          case "xhigh" -> request.model().value().contains("-4-6") ? "max" : "xhigh";
          default -> effort;
        };
    request.additional().put("thinking", JsonObjectBuilder.of("type", "adaptive").build());
    request.additional().put("output_config", JsonObjectBuilder.of("effort", own).build());
  }

  private JsonObject nova() {
    return switch (effort) {
      case "none", "minimal" -> JsonObjectBuilder.of("type", "disabled").build();
      case "xhigh" -> nova("high");
      default -> nova(effort);
    };
  }

  private static JsonObject nova(String effort) {
    return JsonObjectBuilder.of("type", "enabled").put("maxReasoningEffort", effort).build();
  }

  private String openAi() {
    return switch (effort) {
      case "none" -> throw InvalidRequestException.of(member, "cannot be 'none' for this model");
      case "minimal" -> "low";
      case "xhigh" -> "high";
      default -> effort;
    };
  }
}
