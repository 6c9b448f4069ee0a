package dev.streambed.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A role and everything that its policies say.
///
/// @param name the role's name
/// @param arn the role's ARN
/// @param services the services that may assume it, for example `lambda.amazonaws.com`
/// @param statements of all its policies
record Role(String name, String arn, List<String> services, List<Statement> statements) {

  Decision decide(Question question) {
    boolean allowed = false;
    for (Statement statement : statements) {
      if (!statement.appliesTo(question)) {
        continue;
      }
      if (!statement.allows()) {
        return new Decision.Denied("with an explicit deny in an identity-based policy");
      }
      allowed = true;
    }
    return allowed
        ? new Decision.Allowed()
        : new Decision.Denied(
            "because no identity-based policy allows the " + question.action() + " action");
  }

  static List<Statement> statements(JsonNode document) {
    List<Statement> statements = new ArrayList<>();
    JsonNode declared = document.path("Statement");
    if (declared.isObject()) {
      return List.of(Statement.of(declared));
    }
    declared.forEach(statement -> statements.add(Statement.of(statement)));
    return statements;
  }
}
