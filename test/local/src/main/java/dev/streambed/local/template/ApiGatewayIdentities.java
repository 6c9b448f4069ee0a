package dev.streambed.local.template;

import java.util.Optional;

/// How the resources of Amazon API Gateway are referred to.
final class ApiGatewayIdentities {

  private static final int API_ID = 10;
  private static final int SHORT_ID = 6;

  private ApiGatewayIdentities() {}

  static Optional<String> restApi(Named it, String attribute) {
    return Optional.ofNullable(
        switch (attribute) {
          case Identity.REF, "RestApiId" -> it.random(API_ID);
          case "RootResourceId" -> Names.random(it.stack() + "/" + it.logicalId() + "/", API_ID);
          default -> null;
        });
  }

  static Optional<String> resource(Named it, String attribute) {
    return shortId(it, attribute, "ResourceId");
  }

  static Optional<String> deployment(Named it, String attribute) {
    return shortId(it, attribute, "DeploymentId");
  }

  static Optional<String> stage(Named it, String attribute) {
    return attribute.equals(Identity.REF) ? it.text("StageName") : Optional.empty();
  }

  private static Optional<String> shortId(Named it, String attribute, String name) {
    return attribute.equals(Identity.REF) || attribute.equals(name)
        ? Optional.of(it.random(SHORT_ID))
        : Optional.empty();
  }
}
