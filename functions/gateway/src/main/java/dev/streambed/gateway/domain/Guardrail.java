package dev.streambed.gateway.domain;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What Bedrock says of the guardrail that an answer went through.
///
/// @param action Bedrock's word: `INTERVENED` when it blocked or masked something, `NONE` when it
///   found nothing; empty when there was no guardrail
/// @param units what the guardrail is billed by, by Bedrock's names (`topicPolicyUnits` …), of the
///   prompt and the answer together, none of them 0; empty when Bedrock did not say
public record Guardrail(String action, Map<String, Long> units) {

  public static final String INTERVENED = "INTERVENED";

  /// The stop reason of an answer in which one intervened: Converse's word, for every model.
  public static final String STOP_REASON = "guardrail_intervened";

  /// There was none, as far as Bedrock says.
  public static final Guardrail ABSENT = new Guardrail("", Map.of());

  public Guardrail {
    units = Collections.unmodifiableMap(new TreeMap<>(units));
  }

  public boolean intervened() {
    return action.equals(INTERVENED);
  }

  /// Why the answer ended.
  ///
  /// @param modelsWord what the model says; empty when it says nothing
  public String stopReason(String modelsWord) {
    return intervened() ? STOP_REASON : modelsWord;
  }
}
