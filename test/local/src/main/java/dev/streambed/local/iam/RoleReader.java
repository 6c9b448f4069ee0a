package dev.streambed.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads the roles of a deployment with their inline, attached and managed policies.
///
/// @param deployment the declared resources
record RoleReader(Deployment deployment) {

  private static final String AWS_MANAGED = ":iam::aws:policy/";

  /// They grant access to logs, traces and instances, which the local stack does not have.
  private static final Set<String> HARMLESS =
      Set.of(
          "service-role/AWSLambdaBasicExecutionRole",
          "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
          "AWSLambdaManagedEC2ResourceOperator",
          "AWSXRayDaemonWriteAccess");

  List<Role> read() {
    return deployment.resources("AWS::IAM::Role").stream().map(this::role).toList();
  }

  private Role role(Resource role) {
    role.only(
        "AssumeRolePolicyDocument",
        "Description",
        "ManagedPolicyArns",
        "MaxSessionDuration",
        "Path",
        "Policies",
        "RoleName",
        "Tags");
    List<PolicyStatement> statements = new ArrayList<>();
    for (JsonNode inline : role.property("Policies")) {
      statements.addAll(Role.statements(inline.path("PolicyDocument")));
    }
    attached(role, "AWS::IAM::Policy", statements);
    attached(role, "AWS::IAM::ManagedPolicy", statements);
    PolicyStatement.strings(role.property("ManagedPolicyArns"))
        .forEach(arn -> named(arn, statements));
    return new Role(role.ref(), role.attribute("Arn"), services(role), statements);
  }

  private void attached(Resource role, String type, List<PolicyStatement> statements) {
    for (Resource policy : deployment.resources(type)) {
      if (PolicyStatement.strings(policy.property("Roles")).contains(role.ref())) {
        statements.addAll(Role.statements(policy.property("PolicyDocument")));
      }
    }
  }

  private void named(String arn, List<PolicyStatement> statements) {
    int aws = arn.indexOf(AWS_MANAGED);
    if (aws >= 0 && HARMLESS.contains(arn.substring(aws + AWS_MANAGED.length()))) {
      return;
    }
    Resource policy =
        deployment.resources("AWS::IAM::ManagedPolicy").stream()
            .filter(declared -> declared.ref().equals(arn))
            .findFirst()
            .orElseThrow(() -> LocalStackException.unsupported("the managed policy " + arn));
    statements.addAll(Role.statements(policy.property("PolicyDocument")));
  }

  private static List<String> services(Resource role) {
    List<String> services = new ArrayList<>();
    for (JsonNode statement : role.property("AssumeRolePolicyDocument").path("Statement")) {
      if (statement.path("Effect").asText().equals("Allow")) {
        services.addAll(PolicyStatement.strings(statement.path("Principal").path("Service")));
      }
    }
    return services;
  }
}
