package dev.streambed.cdk;

import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.Token;

/**
 * A guardrail of Bedrock that every model is called with, whatever the caller asks for.
 *
 * @param identifier its id or ARN; a token of CloudFormation is taken for an id
 * @param version its number, or {@code DRAFT}
 * @param excludedModels ids of chosen models that are called without it, such as models for
 *     embeddings, which take none
 */
public record DeploymentGuardrail(String identifier, String version, List<String> excludedModels) {
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,7}|DRAFT");

  /** Refuses what Bedrock would not take. */
  public DeploymentGuardrail {
    excludedModels = List.copyOf(excludedModels);
    GuardrailArns.check("guardrail", identifier);
    PropsCheck.that(
        Boolean.TRUE.equals(Token.isUnresolved(version)) || VERSION.matcher(version).matches(),
        "guardrail: version is a number or DRAFT: " + version);
  }

  /** A guardrail for all models. */
  public static DeploymentGuardrail of(String identifier, String version) {
    return new DeploymentGuardrail(identifier, version, List.of());
  }

  /** The same guardrail, without which these models are called. */
  public DeploymentGuardrail withExcludedModels(String... modelIds) {
    return new DeploymentGuardrail(identifier, version, List.of(modelIds));
  }
}
