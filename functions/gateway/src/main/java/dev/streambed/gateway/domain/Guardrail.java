package dev.streambed.gateway.domain;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What Bedrock reported about the guardrail that was applied to an answer.
///
/// @param action Bedrock's value: `INTERVENED` when it blocked or masked something, `NONE` when it
///   found nothing; empty when there was no guardrail
/// @param units the units that the guardrail is billed by, under Bedrock's names
///   (`topicPolicyUnits` …), for the prompt and the answer together, without zeros; empty when
///   Bedrock reported none
/// @param enforced the guardrail that the request was made with because the operators set it, as
///   `id:version`; empty for none
public record Guardrail(String action, Map<String, Long> units, String enforced) {

  public static final String INTERVENED = "INTERVENED";

  /// The stop reason when a guardrail intervened, for every model. The value is Converse's.
  public static final String STOP_REASON = "guardrail_intervened";

  /// Bedrock reported no guardrail.
  public static final Guardrail ABSENT = new Guardrail("", Map.of());

  public Guardrail {
    units = Collections.unmodifiableMap(new TreeMap<>(units));
  }

  public Guardrail(String action, Map<String, Long> units) {
    this(action, units, "");
  }

  /// The same report, of a request with this guardrail.
  public Guardrail with(Optional<RequiredGuardrail> guardrail) {
    return guardrail.isEmpty() ? this : new Guardrail(action, units, guardrail.get().text());
  }

  public boolean intervened() {
    return action.equals(INTERVENED);
  }

  /// The stop reason of the answer.
  ///
  /// @param modelsWord the model's own stop reason; empty when it gave none
  public String stopReason(String modelsWord) {
    return intervened() ? STOP_REASON : modelsWord;
  }
}
