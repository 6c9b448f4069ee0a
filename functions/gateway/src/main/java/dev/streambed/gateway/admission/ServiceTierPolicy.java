package dev.streambed.gateway.admission;

import dev.streambed.gateway.config.ServiceTierSettings;
import dev.streambed.gateway.domain.Diagnosis;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Refuses requests for a service tier or a latency that the deployment does not allow, however the
/// caller's API writes it. Loaded only where the deployment allows some.
record ServiceTierPolicy(ServiceTierSettings settings) {

  /// What is served without asking, under the names that Bedrock, OpenAI and Anthropic have for it.
  private static final Set<String> USUAL = Set.of("default", "auto", "standard", "standard_only");

  /// The one latency that is not usual. It is no name of a tier.
  private static final String OPTIMIZED = "optimized";

  /// Why a request is refused; empty when it is not.
  Optional<Problem> problem(ModelRequest modelRequest) {
    Set<String> asked = modelRequest.pricingParameters().serviceTiers();
    boolean isTooFast =
        asked.contains(OPTIMIZED)
            && settings.latencies().isPresent()
            && !settings.latencies().get().contains(OPTIMIZED);
    if (isTooFast) {
      return Optional.of(problem("latency", Set.of("standard")));
    }
    return settings
        .tiers()
        .filter(allowed ->
            asked.stream()
                .anyMatch(tier ->
                    !USUAL.contains(tier) && !tier.equals(OPTIMIZED) && !allowed.contains(tier)))
        .map(allowed -> problem("service tier", allowed));
  }

  private static Problem problem(String what, Set<String> allowed) {
    Set<String> sorted = new TreeSet<>(allowed);
    return Problem.of(
            ErrorCode.INVALID_REQUEST,
            "This "
                + what
                + " may not be asked for here. Allowed: "
                + String.join(", ", List.copyOf(sorted))
                + ".")
        .withDiagnosis(Diagnosis.of("service_tier_not_allowed"));
  }
}
