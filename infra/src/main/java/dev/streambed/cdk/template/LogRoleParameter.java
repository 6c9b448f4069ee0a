package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Whether the stack makes API Gateway's role for logs, which is one for the account and Region and
 * may be maintained by somebody else.
 */
final class LogRoleParameter {
  private static final String NAME = "ApiGatewayLogRole";
  private static final String CREATE = "create";
  private static final String EXISTING = "existing";
  private static final String DEPENDS_ON = "DependsOn";

  private final Resources resources;
  private final ParameterSection section;

  LogRoleParameter(Resources resources, ParameterSection section) {
    this.resources = resources;
    this.section = section;
  }

  /** Adds it if the stack has the role. */
  void add(String group) {
    resources
        .all("AWS::ApiGateway::Account")
        .findFirst()
        .ifPresent(account -> {
          section.add(group, NAME, "API Gateway's role for logs", declaration());
          var condition = section.unless(NAME, EXISTING);
          var setting = account.getKey();
          var role = resources.propertiesOf(setting).at("/CloudWatchRoleArn/Fn::GetAtt/0").asText();
          for (var id : Set.of(setting, role)) {
            ((ObjectNode) resources.section().path(id)).put("Condition", condition);
          }
          for (var resource : resources.section()) {
            await((ObjectNode) resource, setting, role, condition);
          }
        });
  }

  private static ObjectNode declaration() {
    var declaration =
        Json.object()
            .put("Type", "String")
            .put("Default", CREATE)
            .put(
                "Description",
                "create: the stack makes the role with which API Gateway writes logs and sets it for"
                    + " the account and Region; existing: the account has one already")
            .put("ConstraintDescription", "create or existing");
    declaration.putArray("AllowedValues").add(CREATE).add(EXISTING);
    return declaration;
  }

  /**
   * By CloudFormation's reference, what depends on a resource that a condition leaves out is left
   * out too. A reference in the metadata depends on it only where the condition holds.
   */
  private static void await(ObjectNode resource, String setting, String role, String condition) {
    if (!(resource.get(DEPENDS_ON) instanceof ArrayNode dependencies)) {
      return;
    }
    var others = Json.array();
    for (JsonNode dependency : dependencies) {
      if (!dependency.asText().equals(setting) && !dependency.asText().equals(role)) {
        others.add(dependency);
      }
    }
    if (others.size() == dependencies.size()) {
      return;
    }
    resource.set(DEPENDS_ON, others);
    if (others.isEmpty()) {
      resource.remove(DEPENDS_ON);
    }
    resource.withObjectProperty("Metadata").set(NAME, Json.valueIf(condition, Json.ref(setting)));
  }
}
