package dev.streambed.cdk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * Distributes permissions over as few policies as IAM's limits allow. The first is an inline policy
 * of the role, the others are managed policies.
 *
 * <p>Grants with conditions share a statement only if that permits nothing more. Each statement has
 * at most one profile per foundation model, and a system-defined profile calls only its own model.
 * So of all pairs of profile and model that a statement allows, only the chosen ones can occur. The
 * models behind a team's own profile are unknown to the construct; such a profile has a statement
 * of its own.
 */
final class InvokePolicies {
  /**
   * Part of the 10,240 characters of a role's inline policies; the rest is for tables and other
   * resources.
   */
  static final int LONGEST_INLINE = 3_000;

  /** IAM's maximum size of a managed policy is 6,144 characters. */
  static final int LONGEST_MANAGED = 6_144;

  /** The default quota of managed policies per role. */
  static final int MOST_MANAGED = 10;

  private static final int FRAME = "{\"Statement\":[],\"Version\":\"2012-10-17\"}".length();

  private final ArnLength length;
  private final GuardrailCondition guardrails;
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<String, List<String>> profilesOfModel = new HashMap<>();

  /**
   * Identifies grants that can share a statement: the same condition keys, and the index of the
   * profile among the profiles of its model.
   */
  private record Lane(
      List<String> actions,
      Map<String, String> otherConditions,
      String profile,
      boolean needsGuardrail) {

    Lane(List<String> actions, Map<String, String> otherConditions, String profile) {
      this(actions, otherConditions, profile, false);
    }
  }

  private static final class Draft {
    private final int limit;
    private final Map<Lane, InvokeStatement> statements = new LinkedHashMap<>();
    private int size = FRAME;

    Draft(int limit) {
      this.limit = limit;
    }
  }

  private InvokePolicies(ArnLength length, GuardrailCondition guardrails) {
    this.length = length;
    this.guardrails = guardrails;
    drafts.add(new Draft(LONGEST_INLINE));
  }

  /**
   * Distributes the grants.
   *
   * @param countable the foundation models that tokens may be counted for
   * @param guardrails without which models may not be invoked
   * @return the statements of each policy; the first may be empty
   * @throws IllegalArgumentException if they exceed IAM's limits
   */
  static List<List<PolicyStatement>> of(
      List<InvokableResource> grants,
      List<String> countable,
      ArnLength length,
      GuardrailCondition guardrails) {
    var policies = new InvokePolicies(length, guardrails);
    grants.forEach(grant -> policies.add(grant, policies.lane(grant)));
    var counts = new Lane(InvokeStatement.COUNT, Map.of(), "");
    countable.forEach(model -> policies.add(InvokableResource.always(model), counts));
    var managed = policies.drafts.size() - 1;
    PropsCheck.that(
        managed <= MOST_MANAGED,
        "models: permissions for all of them fill %d managed policies, and IAM attaches %d to a role:"
                .formatted(managed, MOST_MANAGED)
            + " choose fewer models, or share them out among several deployments");
    return policies.drafts.stream()
        .map(draft -> draft.statements.values().stream().map(InvokeStatement::build).toList())
        .toList();
  }

  private void add(InvokableResource grant, Lane lane) {
    for (Draft draft : drafts) {
      if (add(grant, lane, draft)) {
        return;
      }
    }
    var next = new Draft(LONGEST_MANAGED);
    drafts.add(next);
    PropsCheck.that(
        add(grant, lane, next),
        "models: no policy of IAM's takes one as long as " + grant.resource());
  }

  private boolean add(InvokableResource grant, Lane lane, Draft draft) {
    var statement =
        draft.statements.getOrDefault(
            lane,
            new InvokeStatement(
                lane.actions(), length, lane.needsGuardrail() ? guardrails.values() : List.of()));
    var size = draft.size + statement.growth(grant);
    if (size > draft.limit) {
      return false;
    }
    draft.size = size;
    draft.statements.putIfAbsent(lane, statement);
    statement.add(grant);
    return true;
  }

  private Lane lane(InvokableResource grant) {
    var others = new TreeMap<>(grant.onlyWhen());
    var profile = others.remove(BedrockArns.PROFILE_KEY);
    if (profile == null) {
      return new Lane(InvokeStatement.INVOKE, others, "", guardrails.applyTo(grant));
    }
    if (!BedrockArns.isOfAws(profile)) {
      return new Lane(InvokeStatement.INVOKE, others, profile);
    }
    var profiles =
        profilesOfModel.computeIfAbsent(
            BedrockArns.modelOf(grant.resource()), any -> new ArrayList<>());
    if (!profiles.contains(profile)) {
      profiles.add(profile);
    }
    return new Lane(InvokeStatement.INVOKE, others, Integer.toString(profiles.indexOf(profile)));
  }
}
