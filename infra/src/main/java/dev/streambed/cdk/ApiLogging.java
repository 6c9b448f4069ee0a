package dev.streambed.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The stages of a function's APIs that have a log, and API Gateway's role for it, which they share
 * because the account has one. A stage with a log cannot be deployed before there is a role, so all
 * of them depend on this one, whichever is created first and in whichever stack.
 */
final class ApiLogging {
  private final List<IConstruct> stages = new ArrayList<>();
  private Optional<ApiGatewayLogRole> role = Optional.empty();

  /** Creates the role in this scope, unless there is one. */
  void bringRole(Construct scope) {
    if (role.isPresent()) {
      return;
    }
    var created = new ApiGatewayLogRole(scope);
    role = Optional.of(created);
    stages.forEach(stage -> stage.getNode().addDependency(created));
  }

  /** Adds the stage of an API, which brings the role with it if its settings ask for that. */
  void add(Construct api, IConstruct stage, AccessLogs logs) {
    if (logs == AccessLogs.OFF) {
      return;
    }
    if (logs == AccessLogs.ON_WITH_ACCOUNT_ROLE) {
      bringRole(api);
    }
    stages.add(stage);
    role.ifPresent(existing -> stage.getNode().addDependency(existing));
  }
}
