package dev.streambed.cdk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;

/** The permissions of a role to invoke the chosen models and to count tokens for them. */
record BedrockAccess(
    List<InvokableResource> grants,
    List<String> routers,
    RequiredGuardrails guardrails,
    Stack stack) {
  /** Keeps the statement of these actions short. */
  private static final int MOST_ROUTERS = 10;

  /** Of more models, tokens may be counted for every one. */
  private static final int MOST_COUNTABLE = 20;

  /** Access with a guardrail, but for models that are excluded. */
  static BedrockAccess to(List<BedrockModel> models, GuardrailSettings guardrails, Stack stack) {
    return new BedrockAccess(
        models.stream().flatMap(model -> model.grants(stack).stream()).distinct().toList(),
        models.stream()
            .filter(PromptRouter.class::isInstance)
            .map(BedrockModel::modelId)
            .distinct()
            .toList(),
        required(models, guardrails, stack),
        stack);
  }

  private static RequiredGuardrails required(
      List<BedrockModel> models, GuardrailSettings guardrails, Stack stack) {
    var excluded = guardrails.enforced().map(EnforcedGuardrail::excludedModels).orElse(List.of());
    return new RequiredGuardrails(
        new GuardrailArns(guardrails, stack).required(),
        models.stream()
            .filter(model -> excluded.contains(model.modelId()))
            .flatMap(model -> model.grants(stack).stream())
            .map(InvokableResource::resource)
            .collect(Collectors.toSet()));
  }

  /**
   * Grants the role these permissions, the first of them in an inline policy. The function depends
   * on all of them, because they are children of its role.
   *
   * @throws IllegalArgumentException if they exceed IAM's limits
   */
  void allow(Role role) {
    var policies =
        InvokePolicies.of(grants, countable(grants, stack), new ArnLength(stack), guardrails);
    policies.get(0).forEach(role::addToPolicy);
    for (int number = 1; number < policies.size(); number++) {
      ManagedPolicy.Builder.create(role, "Models" + number)
          .description("Streambed: more of the chosen models")
          .statements(policies.get(number))
          .roles(List.<IRole>of(role))
          .build();
    }
    PropsCheck.that(
        routers.size() <= MOST_ROUTERS, "models: more prompt routers than " + MOST_ROUTERS);
    if (!routers.isEmpty()) {
      role.addToPolicy(
          PolicyStatement.Builder.create()
              .actions(List.of("bedrock:GetPromptRouter"))
              .resources(routers)
              .build());
    }
    acceptWildcards(role);
  }

  /**
   * The foundation models behind the grants, in the stack's region. Bedrock counts tokens for them
   * only, not for a profile, whose condition the call could not meet. Counting is free and tells
   * nothing, so that many models share one wildcard, which leaves the room in the policies to them.
   */
  static List<String> countable(List<InvokableResource> grants, Stack stack) {
    var models = foundationModels(grants, stack);
    return models.size() <= MOST_COUNTABLE
        ? models
        : List.of(BedrockArns.of(stack).foundationModel("*"));
  }

  private static List<String> foundationModels(List<InvokableResource> grants, Stack stack) {
    return grants.stream()
        .map(InvokableResource::resource)
        .filter(resource -> resource.contains(":foundation-model/"))
        .map(resource -> BedrockArns.of(stack).foundationModel(BedrockArns.modelOf(resource)))
        .distinct()
        .toList();
  }

  /** The condition for resources that do not name their region. */
  private void acceptWildcards(Role role) {
    var wildcards =
        grants.stream()
            .map(InvokableResource::resource)
            .filter(resource -> resource.contains("*"))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    countable(grants, stack).stream()
        .filter(resource -> resource.contains("*"))
        .forEach(resource ->
            NagAcknowledgment.acceptWildcard(
                role, resource, "Counting tokens is free, and tells nothing of a model"));
    for (String resource : wildcards) {
      NagAcknowledgment.acceptWildcard(
          role,
          resource,
          "Bedrock chooses the regions of a profile; the condition admits no call but the profile's");
    }
  }
}
