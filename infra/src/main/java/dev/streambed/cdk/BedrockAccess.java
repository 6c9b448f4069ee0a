package dev.streambed.cdk;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;

/**
 * The permissions of a role to invoke the chosen models and to count tokens for them.
 *
 * @param elsewhere those that aliases need in other regions
 */
record BedrockAccess(
    List<InvokableResource> grants,
    List<InvokableResource> elsewhere,
    List<String> routers,
    GuardrailCondition guardrails,
    Stack stack) {
  /** Keeps the statement of these actions short. */
  private static final int MOST_ROUTERS = 10;

  /** Of more models, tokens may be counted for every one. */
  private static final int MOST_COUNTABLE = 20;

  /** Access with a guardrail, but for models that are excluded. */
  static BedrockAccess to(
      List<BedrockModel> models,
      Collection<ModelAlias> aliases,
      GuardrailSettings guardrails,
      Stack stack) {
    return new BedrockAccess(
        models.stream()
            .flatMap(model -> InvokableModel.of(model).grants(stack).stream())
            .distinct()
            .toList(),
        elsewhere(models, aliases, stack),
        models.stream()
            .filter(PromptRouter.class::isInstance)
            .map(BedrockModel::modelId)
            .distinct()
            .toList(),
        required(models, aliases, guardrails, stack),
        stack);
  }

  // In the order of the targets' text, so that the template is the same in every run.
  private static List<InvokableResource> elsewhere(
      List<BedrockModel> models, Collection<ModelAlias> aliases, Stack stack) {
    return aliases.stream()
        .flatMap(alias -> alias.targets().stream())
        .filter(target -> target.region().isPresent())
        .sorted(Comparator.comparing(ModelAlias.Target::write))
        .flatMap(target ->
            models.stream()
                .filter(model -> model.modelId().equals(target.modelId()))
                .flatMap(model ->
                    InvokableModel.of(model).grants(stack, target.region().orElseThrow()).stream()))
        .distinct()
        .toList();
  }

  private static GuardrailCondition required(
      List<BedrockModel> models,
      Collection<ModelAlias> aliases,
      GuardrailSettings guardrails,
      Stack stack) {
    var ids = guardrails.enforced().map(DeploymentGuardrail::excludedModels).orElse(List.of());
    var excluded = models.stream().filter(model -> ids.contains(model.modelId())).toList();
    return new GuardrailCondition(
        new GuardrailArns(guardrails, stack).required(),
        Stream.concat(
                excluded.stream().flatMap(model -> InvokableModel.of(model).grants(stack).stream()),
                elsewhere(excluded, aliases, stack).stream())
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
    var all = Stream.concat(grants.stream(), elsewhere.stream()).distinct().toList();
    var policies = InvokePolicies.of(all, countable(), new ArnLength(stack), guardrails);
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

  // In another region only what is named there: the condition of a profile's grant names any.
  private List<String> countable() {
    var there =
        elsewhere.stream()
            .map(InvokableResource::resource)
            .filter(resource -> resource.contains(":foundation-model/") && !resource.contains("*"))
            .filter(resource -> !resource.contains(":bedrock:::"));
    return Stream.concat(countable(grants, stack).stream(), there).distinct().toList();
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
        Stream.concat(grants.stream(), elsewhere.stream())
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
