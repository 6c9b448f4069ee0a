package dev.streambed.gateway.config;

import dev.streambed.gateway.domain.RequiredGuardrail;
import java.util.Optional;
import java.util.Set;

/// What the deployment says about guardrails of Bedrock.
///
/// @param deployed the guardrail of customers without one of their own; empty for none
/// @param excludedModels ids or ARNs of models that are called without any enforced guardrail
/// @param callers whether callers may name a guardrail of their own where none is enforced
public record GuardrailSettings(
    Optional<RequiredGuardrail> deployed, Set<String> excludedModels, boolean callers) {

  public GuardrailSettings {
    excludedModels = Set.copyOf(excludedModels);
  }
}
