package dev.streambed.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A role with the statements of all its policies.
///
/// @param name the role's name
/// @param arn the role's ARN
/// @param services the services that may assume it, for example `lambda.amazonaws.com`
/// @param statements of all its policies
record Role(String name, String arn, List<String> services, List<PolicyStatement> statements) {

  Decision decide(AccessRequest accessRequest) {
    boolean allowed = false;
    for (PolicyStatement policyStatement : statements) {
      if (!policyStatement.appliesTo(accessRequest)) {
        continue;
      }
      if (!policyStatement.allows()) {
        return new Decision.Denied("with an explicit deny in an identity-based policy");
      }
      allowed = true;
    }
    return allowed
        ? new Decision.Allowed()
        : new Decision.Denied(
            "because no identity-based policy allows the " + accessRequest.action() + " action");
  }

  static List<PolicyStatement> statements(JsonNode document) {
    List<PolicyStatement> statements = new ArrayList<>();
    JsonNode declared = document.path("Statement");
    if (declared.isObject()) {
      return List.of(PolicyStatement.of(declared));
    }
    declared.forEach(statement -> statements.add(PolicyStatement.of(statement)));
    return statements;
  }
}
