package dev.streambed.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.LocalStackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/// One statement of an identity-based policy.
///
/// @param allows whether its effect is Allow, not Deny
/// @param actions patterns of actions
/// @param exceptActions whether it applies to all actions except these
/// @param resources patterns of ARNs
/// @param exceptResources whether it applies to all resources except these
/// @param conditions all of them must hold
record PolicyStatement(
    boolean allows,
    List<String> actions,
    boolean exceptActions,
    List<String> resources,
    boolean exceptResources,
    List<StatementCondition> conditions) {

  private static final Set<String> KNOWN =
      Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

  static PolicyStatement of(JsonNode statement) {
    for (Map.Entry<String, JsonNode> element : statement.properties()) {
      if (!KNOWN.contains(element.getKey())) {
        throw LocalStackException.unsupported("the element " + element.getKey() + " of a policy");
      }
    }
    boolean exceptActions = statement.has("NotAction");
    boolean exceptResources = statement.has("NotResource");
    return new PolicyStatement(
        statement.path("Effect").asText().equals("Allow"),
        strings(statement.path(exceptActions ? "NotAction" : "Action")),
        exceptActions,
        resources(statement.path(exceptResources ? "NotResource" : "Resource")),
        exceptResources,
        conditions(statement.path("Condition")));
  }

  boolean appliesTo(AccessRequest accessRequest) {
    return accessRequest.matchesAction(actions) != exceptActions
        && accessRequest.matchesResource(resources) != exceptResources
        && conditions.stream().allMatch(condition -> condition.holds(accessRequest));
  }

  boolean allowsUnconditionally(String action) {
    return allows
        && !exceptResources
        && conditions.isEmpty()
        && new AccessRequest(action, "").matchesAction(actions) != exceptActions;
  }

  private static List<String> resources(JsonNode value) {
    List<String> patterns = strings(value);
    if (patterns.stream().anyMatch(pattern -> pattern.contains("${"))) {
      throw LocalStackException.unsupported("a policy variable such as in " + patterns);
    }
    return patterns;
  }

  private static List<StatementCondition> conditions(JsonNode condition) {
    List<StatementCondition> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : condition.properties()) {
      for (Map.Entry<String, JsonNode> line : operator.getValue().properties()) {
        tests.add(StatementCondition.of(operator.getKey(), line.getKey(), line.getValue()));
      }
    }
    return tests;
  }

  /// A list of strings; policies may write a list of one as a single string.
  static List<String> strings(JsonNode value) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList();
    }
    return value.isMissingNode() ? List.of() : List.of(value.asText());
  }
}
