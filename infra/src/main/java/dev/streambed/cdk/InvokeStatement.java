package dev.streambed.cdk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** Builds one statement of a policy from grants of the same actions. Not thread-safe. */
final class InvokeStatement {
  /** Converse and ConverseStream are authorized by the same two actions. */
  static final List<String> INVOKE =
      List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream");

  /** Counts the tokens of a prompt. Bedrock does not bill it. */
  static final List<String> COUNT = List.of("bedrock:CountTokens");

  private static final int CONDITION_FRAME = "\"Condition\":{\"StringEquals\":{}},".length();

  private final List<String> actions;
  private final ArnLength length;
  private final List<String> guardrails;
  private final Set<String> resources = new LinkedHashSet<>();
  private final SortedMap<String, Set<String>> conditions = new TreeMap<>();

  /**
   * @param guardrails of which a call must name one; if empty, it need not
   */
  InvokeStatement(List<String> actions, ArnLength length, List<String> guardrails) {
    this.actions = actions;
    this.length = length;
    this.guardrails = guardrails;
  }

  /** The number of characters by which this grant would lengthen the policy. */
  int growth(InvokableResource grant) {
    int growth =
        resources.isEmpty() ? frame() + (grant.onlyWhen().isEmpty() ? 0 : CONDITION_FRAME) : 0;
    if (!resources.contains(grant.resource())) {
      growth += length.quoted(grant.resource());
    }
    for (Map.Entry<String, String> condition : grant.onlyWhen().entrySet()) {
      var values = conditions.getOrDefault(condition.getKey(), Set.of());
      growth += values.isEmpty() ? condition.getKey().length() + "\"\":[],".length() : 0;
      growth += values.contains(condition.getValue()) ? 0 : length.quoted(condition.getValue());
    }
    return growth;
  }

  private int frame() {
    return "{\"Action\":,\"Effect\":\"Allow\",\"Resource\":[]},".length()
        + actions.stream().mapToInt(action -> action.length() + 3).sum()
        + 1
        + guardrailFrame();
  }

  private int guardrailFrame() {
    return guardrails.isEmpty()
        ? 0
        : "\"Condition\":{\"ArnLike\":{\"\":[]}},".length()
            + GuardrailCondition.KEY.length()
            + guardrails.stream().mapToInt(length::quoted).sum();
  }

  void add(InvokableResource grant) {
    resources.add(grant.resource());
    grant
        .onlyWhen()
        .forEach((key, value) ->
            conditions.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(value));
  }

  PolicyStatement build() {
    var statement =
        PolicyStatement.Builder.create().actions(actions).resources(new ArrayList<>(resources));
    var operators = new TreeMap<String, Object>();
    if (!conditions.isEmpty()) {
      operators.put("StringEquals", values());
    }
    if (!guardrails.isEmpty()) {
      operators.put("ArnLike", Map.of(GuardrailCondition.KEY, oneOrMany(guardrails)));
    }
    if (!operators.isEmpty()) {
      statement.conditions(operators);
    }
    return statement.build();
  }

  private Map<String, Object> values() {
    return conditions.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> oneOrMany(new ArrayList<>(entry.getValue())),
                (one, other) -> one,
                TreeMap::new));
  }

  private static Object oneOrMany(List<String> values) {
    return values.size() == 1 ? values.get(0) : values;
  }
}
