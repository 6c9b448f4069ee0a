package dev.streambed.cdk;

import java.util.List;
import java.util.Set;

/**
 * Without which guardrails the function may not invoke models. The condition is on what a call
 * names: the models behind a profile are open through that profile only.
 *
 * @param values of IAM's key {@value #KEY}, which may have wildcards; if empty, there is no
 *     condition
 * @param exceptions ARNs of what may be invoked without
 */
record GuardrailCondition(List<String> values, Set<String> exceptions) {
  static final String KEY = "bedrock:GuardrailIdentifier";

  /** No condition. */
  static final GuardrailCondition NONE = new GuardrailCondition(List.of(), Set.of());

  GuardrailCondition {
    values = List.copyOf(values);
    exceptions = Set.copyOf(exceptions);
  }

  boolean applyTo(InvokableResource grant) {
    return !values.isEmpty()
        && grant.onlyWhen().isEmpty()
        && !exceptions.contains(grant.resource());
  }
}
