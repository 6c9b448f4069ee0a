package dev.streambed.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.vocabulary.LocalStackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One statement of an identity-based policy.
///
/// @param allows whether its effect is Allow, not Deny
/// @param actions patterns of actions
/// @param exceptActions whether it is about every action but these
/// @param resources patterns of ARNs
/// @param exceptResources whether it is about every resource but these
/// @param conditions all of which must hold
record Statement(
    boolean allows,
    List<String> actions,
    boolean exceptActions,
    List<String> resources,
    boolean exceptResources,
    List<ConditionTest> conditions) {

  private static final Set<String> KNOWN =
      Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

  static Statement of(JsonNode statement) {
    for (Map.Entry<String, JsonNode> element : statement.properties()) {
      if (!KNOWN.contains(element.getKey())) {
        throw LocalStackException.unsupported("the element " + element.getKey() + " of a policy");
      }
    }
    boolean exceptActions = statement.has("NotAction");
    boolean exceptResources = statement.has("NotResource");
    return new Statement(
        statement.path("Effect").asText().equals("Allow"),
        Texts.of(statement.path(exceptActions ? "NotAction" : "Action")),
        exceptActions,
        resources(statement.path(exceptResources ? "NotResource" : "Resource")),
        exceptResources,
        conditions(statement.path("Condition")));
  }

  boolean appliesTo(Question question) {
    return question.matchesAction(actions) != exceptActions
        && question.matchesResource(resources) != exceptResources
        && conditions.stream().allMatch(condition -> condition.holds(question));
  }

  boolean allowsUnconditionally(String action) {
    return allows
        && !exceptResources
        && conditions.isEmpty()
        && new Question(action, "").matchesAction(actions) != exceptActions;
  }

  private static List<String> resources(JsonNode value) {
    List<String> patterns = Texts.of(value);
    if (patterns.stream().anyMatch(pattern -> pattern.contains("${"))) {
      throw LocalStackException.unsupported("a policy variable such as in " + patterns);
    }
    return patterns;
  }

  private static List<ConditionTest> conditions(JsonNode condition) {
    List<ConditionTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : condition.properties()) {
      for (Map.Entry<String, JsonNode> line : operator.getValue().properties()) {
        tests.add(ConditionTest.of(operator.getKey(), line.getKey(), line.getValue()));
      }
    }
    return tests;
  }
}
