package dev.streambed.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;

/** The ARNs of the chosen guardrails, in the account and Region of one stack. */
record GuardrailArns(GuardrailSettings settings, Stack stack) {
  private static final Pattern ARN =
      Pattern.compile("arn:aws(-[a-z-]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail/[a-z0-9]+");
  private static final Pattern ID = Pattern.compile("[a-z0-9]{1,64}");

  /** Refuses what is neither the id nor the ARN of a guardrail. */
  static void check(String property, String identifier) {
    PropsCheck.that(
        Boolean.TRUE.equals(Token.isUnresolved(identifier))
            || ID.matcher(identifier).matches()
            || ARN.matcher(identifier).matches(),
        property + ": not the id or the ARN of a guardrail: " + identifier);
  }

  /**
   * The values of IAM's key {@code bedrock:GuardrailIdentifier} with which the function may invoke
   * models; if empty, it may without a guardrail. A version's value is its ARN, a colon and its
   * number; the draft's is the ARN.
   */
  List<String> required() {
    var required = new ArrayList<String>();
    settings
        .enforced()
        .ifPresent(guardrail -> {
          var arn = arn(guardrail.identifier());
          required.add(guardrail.version().equals("DRAFT") ? arn : arn + ":" + guardrail.version());
          for (String customers : settings.customers()) {
            required.add(arn(customers));
            required.add(arn(customers) + ":*");
          }
        });
    return required.stream().distinct().toList();
  }

  /** Lets the role apply the guardrails, if any are chosen. */
  void allow(Role role) {
    var resources = new ArrayList<String>();
    settings.enforced().ifPresent(guardrail -> resources.add(arn(guardrail.identifier())));
    settings.customers().forEach(guardrail -> resources.add(arn(guardrail)));
    if (resources.isEmpty()) {
      return;
    }
    settings
        .profile()
        .ifPresent(id -> {
          var everywhere = arn("guardrail-profile", id, "*");
          resources.add(everywhere);
          NagAcknowledgment.acceptWildcard(
              role, everywhere, "Bedrock chooses the regions of a guardrail profile");
        });
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("bedrock:ApplyGuardrail"))
            .resources(resources.stream().distinct().toList())
            .build());
  }

  private String arn(String identifier) {
    return identifier.startsWith("arn:")
        ? identifier
        : arn("guardrail", identifier, stack.getRegion());
  }

  private String arn(String resource, String name, String region) {
    return stack.formatArn(
        ArnComponents.builder()
            .service("bedrock")
            .region(region)
            .resource(resource)
            .resourceName(name)
            .build());
  }
}
