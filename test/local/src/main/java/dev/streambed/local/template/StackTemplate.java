package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.domain.Json;
import dev.streambed.local.domain.LocalStackException;
import java.net.URI;
import java.nio.file.Path;

/// One stack's template, unresolved.
///
/// @param name the stack's name
/// @param arns its account and region
/// @param template the template
/// @param parameters the parameter values of the deployment
record StackTemplate(String name, Arns arns, JsonNode template, JsonNode parameters) {

  private static final String UNKNOWN_ACCOUNT = "unknown-account";
  private static final String UNKNOWN_REGION = "unknown-region";

  static StackTemplate read(Path folder, String id, JsonNode artifact, Arns fallback) {
    JsonNode properties = artifact.path("properties");
    return new StackTemplate(
        properties.path("stackName").asText(id),
        environment(artifact.path("environment").asText(), fallback),
        Json.read(folder.resolve(properties.path("templateFile").asText())),
        properties.path("parameters"));
  }

  JsonNode section(String name) {
    return template.path(name);
  }

  private static Arns environment(String text, Arns fallback) {
    URI uri = URI.create(text);
    if (uri.getAuthority() == null || uri.getPath().length() < 2) {
      throw LocalStackException.assembly(
          "not an environment such as aws://ACCOUNT/REGION: " + text);
    }
    String account = uri.getAuthority();
    String region = uri.getPath().substring(1);
    return Arns.of(
        region.equals(UNKNOWN_REGION) ? fallback.region() : region,
        account.equals(UNKNOWN_ACCOUNT) ? fallback.account() : account);
  }
}
