package dev.streambed.cdk;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The guardrails of Bedrock that the function may apply, and the one that it has to.
 *
 * @param enforced the guardrail for customers without one of their own; if absent, none
 * @param customers ids or ARNs of guardrails that customers may have, in any version
 * @param callers whether callers may name a guardrail of their own where none is enforced; the
 *     function may apply only those that are listed here
 * @param profile the guardrail profile of guardrails that use several Regions, such as {@code
 *     us.guardrail.v1:0}
 */
public record GuardrailSettings(
    Optional<DeploymentGuardrail> enforced,
    List<String> customers,
    boolean callers,
    Optional<String> profile) {

  /** No guardrail, but callers may name some. */
  public static final GuardrailSettings DEFAULTS =
      new GuardrailSettings(Optional.empty(), List.of(), true, Optional.empty());

  private static final Pattern PROFILE = Pattern.compile("[a-z0-9.-]{1,32}:[0-9]{1,4}");

  /** Refuses what Bedrock would not take. */
  public GuardrailSettings {
    customers = List.copyOf(customers);
    customers.forEach(guardrail -> GuardrailArns.check("customerGuardrails", guardrail));
    profile.ifPresent(id ->
        PropsCheck.that(
            PROFILE.matcher(id).matches(),
            "guardrailProfile: an id such as us.guardrail.v1:0: " + id));
  }

  /** The same with this guardrail for customers without one of their own. */
  public GuardrailSettings withEnforced(DeploymentGuardrail guardrail) {
    return new GuardrailSettings(Optional.of(guardrail), customers, callers, profile);
  }

  /** The same with guardrails that customers may have. */
  public GuardrailSettings withCustomers(String... identifiers) {
    return new GuardrailSettings(enforced, List.of(identifiers), callers, profile);
  }

  /** The same, where callers may or may not name a guardrail of their own. */
  public GuardrailSettings withCallers(boolean allowed) {
    return new GuardrailSettings(enforced, customers, allowed, profile);
  }

  /** The same with the profile of guardrails that use several Regions. */
  public GuardrailSettings withProfile(String id) {
    return new GuardrailSettings(enforced, customers, callers, Optional.of(id));
  }
}
