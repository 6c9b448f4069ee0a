package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;
import java.util.Optional;

/// The guardrail of a request, and what an answer says of it.
///
/// @param id its id or ARN
/// @param isTraced whether the answer is to have a trace
public record Guardrail(String id, boolean isTraced) {

  private static final List<String> UNITS =
      List.of(
          "topicPolicyUnits",
          "contentPolicyUnits",
          "wordPolicyUnits",
          "sensitiveInformationPolicyUnits",
          "sensitiveInformationPolicyFreeUnits",
          "contextualGroundingPolicyUnits");
  private static final int CHARACTERS_PER_UNIT = 1_000;

  /// The beginning of what a model wrote before a guardrail blocked it.
  private static final String KEPT_BACK = "You asked for this: ";

  /// What the guardrail did.
  public enum Action {
    NONE,
    BLOCKED_INPUT,
    BLOCKED_OUTPUT;

    /// The value of `amazon-bedrock-guardrailAction`.
    public String wireName() {
      return this == NONE ? "NONE" : "INTERVENED";
    }
  }

  /// The Converse API's trace, where it is wanted.
  Optional<ObjectNode> trace(AnswerContext answerContext) {
    return traced(answerContext, "inputAssessment", "outputAssessments")
        .map(guardrail -> Json.object().set("guardrail", guardrail));
  }

  /// The trace of the native formats, where it is wanted.
  public Optional<ObjectNode> nativeTrace(AnswerContext answerContext) {
    return traced(answerContext, "input", "outputs")
        .map(guardrail -> Json.object().set("guardrail", guardrail));
  }

  private Optional<ObjectNode> traced(AnswerContext answerContext, String input, String outputs) {
    if (!isTraced) {
      return Optional.empty();
    }
    Action action = answerContext.guardrailAction();
    ObjectNode guardrail = Json.object();
    if (action != Action.NONE) {
      guardrail.put("actionReason", "Guardrail blocked.");
    }
    if (action == Action.BLOCKED_OUTPUT) {
      guardrail.putArray("modelOutput").add(KEPT_BACK + answerContext.prompt());
    }
    int characters = answerContext.prompt().length();
    guardrail.putObject(input).set(name(), assessment(characters, action == Action.BLOCKED_INPUT));
    if (action != Action.BLOCKED_INPUT) {
      ObjectNode output = assessment(characters, action == Action.BLOCKED_OUTPUT);
      if (outputs.equals("outputs")) {
        guardrail.putArray(outputs).addObject().set(name(), output);
      } else {
        guardrail.putObject(outputs).putArray(name()).add(output);
      }
    }
    return Optional.of(guardrail);
  }

  /// The id alone.
  private String name() {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  private static ObjectNode assessment(int characters, boolean isBlocked) {
    ObjectNode assessment = Json.object();
    ObjectNode metrics = assessment.putObject("invocationMetrics");
    metrics
        .putObject("guardrailCoverage")
        .putObject("textCharacters")
        .put("guarded", characters)
        .put("total", characters);
    metrics.put("guardrailProcessingLatency", 1);
    ObjectNode usage = metrics.putObject("usage");
    UNITS.forEach(unit -> usage.put(unit, unit.equals(UNITS.getFirst()) ? units(characters) : 0));
    if (isBlocked) {
      assessment
          .putObject("topicPolicy")
          .putArray("topics")
          .addObject()
          .put("action", "BLOCKED")
          .put("detected", true)
          .put("name", "Directive")
          .put("type", "DENY");
    }
    return assessment;
  }

  private static int units(int characters) {
    return Math.max(1, Math.ceilDiv(characters, CHARACTERS_PER_UNIT));
  }
}
