package dev.streambed.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;

/** What lets a role invoke the chosen models, and nothing else in Bedrock. */
record BedrockAccess(List<InvokeGrant> grants) {
  /** Converse and ConverseStream are authorized by the same two actions. */
  private static final List<String> ACTIONS =
      List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream");

  static BedrockAccess to(List<BedrockModel> models, Stack stack) {
    return new BedrockAccess(
        models.stream().flatMap(model -> model.grants(stack).stream()).distinct().toList());
  }

  /** Gives the role these permissions. */
  void allow(Role role) {
    statements().forEach(role::addToPolicy);
    for (String resource : wildcards()) {
      Finding.acceptWildcard(
          role,
          resource,
          "Bedrock chooses the regions of a profile; the condition admits no call but the profile's");
    }
  }

  /** One statement for each distinct condition, so that many models keep one policy small. */
  private List<PolicyStatement> statements() {
    return grants.stream()
        .collect(
            Collectors.groupingBy(
                InvokeGrant::onlyWhen,
                LinkedHashMap::new,
                Collectors.mapping(InvokeGrant::resource, Collectors.toList())))
        .entrySet()
        .stream()
        .map(entry -> statement(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The resources that do not name their region. */
  private List<String> wildcards() {
    return grants.stream()
        .map(InvokeGrant::resource)
        .filter(resource -> resource.contains("*"))
        .distinct()
        .toList();
  }

  private static PolicyStatement statement(Map<String, String> onlyWhen, List<String> resources) {
    var statement = PolicyStatement.Builder.create().actions(ACTIONS).resources(resources);
    if (!onlyWhen.isEmpty()) {
      statement.conditions(Map.of("StringEquals", onlyWhen));
    }
    return statement.build();
  }
}
