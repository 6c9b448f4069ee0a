package dev.streambed.cdk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * Divides permissions into as few policies as IAM's limits allow: the first stands in the role, the
 * others are managed policies.
 *
 * <p>Grants with conditions share a statement where that permits nothing more: each statement has
 * at most one profile of a foundation model, and a profile of AWS's calls no model but its own. So
 * of all pairs of a profile and a model that such a statement allows, only those that were chosen
 * can occur. What stands behind a team's own profile is known to the team alone: it has a statement
 * to itself.
 */
final class InvokePolicies {
  /** Of the 10,240 characters of all policies in a role; the rest is for tables and the others. */
  static final int LONGEST_INLINE = 3_000;

  /** IAM takes 6,144 characters of a managed policy. */
  static final int LONGEST_MANAGED = 6_144;

  /** What every account may attach to a role without asking for more. */
  static final int MOST_MANAGED = 10;

  private static final int FRAME = "{\"Statement\":[],\"Version\":\"2012-10-17\"}".length();

  private final ArnLength length;
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<String, List<String>> profilesOfModel = new HashMap<>();

  /** The statements that can be one: of the same conditions, the how-manieth profile of a model. */
  private record Lane(Map<String, String> otherConditions, String profile) {}

  private static final class Draft {
    private final int limit;
    private final Map<Lane, InvokeStatement> statements = new LinkedHashMap<>();
    private int size = FRAME;

    Draft(int limit) {
      this.limit = limit;
    }
  }

  private InvokePolicies(ArnLength length) {
    this.length = length;
    drafts.add(new Draft(LONGEST_INLINE));
  }

  /**
   * Divides them.
   *
   * @return the statements of each policy; the first may have none
   * @throws IllegalArgumentException when IAM would not take them
   */
  static List<List<PolicyStatement>> of(List<InvokeGrant> grants, ArnLength length) {
    var policies = new InvokePolicies(length);
    grants.forEach(policies::add);
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

  private void add(InvokeGrant grant) {
    var lane = lane(grant);
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

  private boolean add(InvokeGrant grant, Lane lane, Draft draft) {
    var statement = draft.statements.getOrDefault(lane, new InvokeStatement(length));
    var size = draft.size + statement.growth(grant);
    if (size > draft.limit) {
      return false;
    }
    draft.size = size;
    draft.statements.putIfAbsent(lane, statement);
    statement.add(grant);
    return true;
  }

  private Lane lane(InvokeGrant grant) {
    var others = new TreeMap<>(grant.onlyWhen());
    var profile = others.remove(BedrockArns.PROFILE_KEY);
    if (profile == null) {
      return new Lane(others, "");
    }
    if (!BedrockArns.isOfAws(profile)) {
      return new Lane(others, profile);
    }
    var profiles =
        profilesOfModel.computeIfAbsent(
            BedrockArns.modelOf(grant.resource()), any -> new ArrayList<>());
    if (!profiles.contains(profile)) {
      profiles.add(profile);
    }
    return new Lane(others, Integer.toString(profiles.indexOf(profile)));
  }
}
