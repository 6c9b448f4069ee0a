package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.Map;
import java.util.TreeMap;

/// Collects what Bedrock reports about a guardrail, from the events of a stream or from a document.
///
/// Bedrock adds the same two members in every family: the guardrail's action, in every event from
/// then on or only in the last, and its trace, if requested, in the last event. The trace lists the
/// units of the check of the prompt and of each check of the answer separately; they are billed
/// alike, so they are added up. One instance per answer; not thread-safe.
final class GuardrailReader {

  private static final String ACTION = "amazon-bedrock-guardrailAction";
  private static final String TRACE = "amazon-bedrock-trace";
  private static final String UNITS = "Units";

  private String action = "";
  private Map<String, Long> units = Map.of();

  /// Reads an event or a whole document.
  ///
  /// @param stopReason the model's own stop reason in it; empty when it has none
  void read(JsonObject event, String stopReason) {
    String told = event.text(ACTION).orElse("");
    if (saysIntervened(event) || stopReason.equals(Guardrail.STOP_REASON)) {
      action = Guardrail.INTERVENED;
    } else if (action.isEmpty()) {
      action = told;
    }
    JsonObject trace = trace(event).objectOrEmpty("guardrail");
    if (!trace.members().isEmpty()) {
      units = units(trace);
    }
  }

  static boolean saysIntervened(JsonObject event) {
    return event.text(ACTION).orElse("").equals(Guardrail.INTERVENED);
  }

  Guardrail guardrail() {
    return action.isEmpty() && units.isEmpty() ? Guardrail.ABSENT : new Guardrail(action, units);
  }

  // Amazon Nova's last event uses Converse's name for it.
  private static JsonObject trace(JsonObject event) {
    return event
        .object(TRACE)
        .orElseGet(() -> event.objectOrEmpty("metadata").objectOrEmpty("trace"));
  }

  private static Map<String, Long> units(JsonObject trace) {
    Map<String, Long> sums = new TreeMap<>();
    add(sums, trace);
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }

  // The checks are nested one to three levels deep, under the guardrail's id.
  private static void add(Map<String, Long> sums, Json json) {
    switch (json) {
      case JsonObject object -> {
        addUsage(sums, object.objectOrEmpty("invocationMetrics").objectOrEmpty("usage"));
        object.members().values().forEach(member -> add(sums, member));
      }
      case JsonArray array -> array.elements().forEach(element -> add(sums, element));
      default -> {}
    }
  }

  private static void addUsage(Map<String, Long> sums, JsonObject usage) {
    for (String name : usage.members().keySet()) {
      if (name.endsWith(UNITS)) {
        sums.merge(name, Math.max(0, usage.number(name).orElse(0)), Long::sum);
      }
    }
  }

  /// Whether the trace shows that a guardrail blocked the prompt, so that no model was called.
  /// False without a trace, because the answer may have been blocked instead.
  static boolean blocksPrompt(Json json) {
    if (!(json instanceof JsonObject event)
        || !event.text(ACTION).orElse("").equals(Guardrail.INTERVENED)) {
      return false;
    }
    JsonObject trace = event.objectOrEmpty(TRACE).objectOrEmpty("guardrail");
    boolean hasAnswer = trace.has("outputs") || trace.has("modelOutput");
    return !hasAnswer && isBlocked(trace.objectOrEmpty("input"));
  }

  private static boolean isBlocked(Json assessment) {
    return switch (assessment) {
      case JsonObject object ->
          object.get("action").filter(new JsonString("BLOCKED")::equals).isPresent()
              || object.members().values().stream().anyMatch(GuardrailReader::isBlocked);
      case JsonArray array -> array.elements().stream().anyMatch(GuardrailReader::isBlocked);
      default -> false;
    };
  }
}
