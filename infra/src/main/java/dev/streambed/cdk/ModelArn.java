package dev.streambed.cdk;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parsed ARN of a resource that Bedrock can invoke.
 *
 * @param value the whole ARN, as callers name it
 * @param kind its resource type, such as {@code provisioned-model}
 * @param name the part after the type
 */
record ModelArn(String value, String region, String kind, String name) {
  static final String FOUNDATION_MODEL = "foundation-model";
  static final String INFERENCE_PROFILE = "inference-profile";
  static final String APPLICATION_PROFILE = "application-inference-profile";
  static final String PROVISIONED_MODEL = "provisioned-model";
  static final String IMPORTED_MODEL = "imported-model";
  static final String CUSTOM_DEPLOYMENT = "custom-model-deployment";
  static final String PROMPT_ROUTER = "prompt-router";
  static final String DEFAULT_PROMPT_ROUTER = "default-prompt-router";

  /** Foundation models belong to AWS and have no account. */
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:bedrock:([a-z0-9-]+):(\\d{12})?:([a-z-]+)/([\\w.:-]+)");

  private static final Map<String, String> REMEDIES =
      Map.of(
          APPLICATION_PROFILE,
          "say which model is behind it: applicationProfile with foundationModel",
          PROMPT_ROUTER,
          "say which models it chooses from: promptRouter with models",
          DEFAULT_PROMPT_ROUTER,
          "say which models it chooses from: promptRouter with models",
          "custom-model",
          "invoke it by its deployment (custom-model-deployment) or its provisioned throughput"
              + " (provisioned-model)");

  static boolean isArn(String id) {
    return id.startsWith("arn:");
  }

  /**
   * Reads an ARN.
   *
   * @throws IllegalArgumentException if it is not a complete ARN of Bedrock, or has a wildcard
   */
  static ModelArn of(String arn) {
    Matcher matcher = ARN.matcher(arn);
    if (!matcher.matches() || (matcher.group(2) == null) != isOfAws(matcher.group(3))) {
      throw refused(arn, "the whole ARN of a model of Bedrock's, without wildcards");
    }
    return new ModelArn(arn, matcher.group(1), matcher.group(3), matcher.group(4));
  }

  /**
   * The model of this ARN.
   *
   * @throws IllegalArgumentException if the ARN does not determine the model
   */
  BedrockModel model() {
    return switch (kind) {
      case INFERENCE_PROFILE -> new ProfileByArn(value);
      case FOUNDATION_MODEL, PROVISIONED_MODEL, IMPORTED_MODEL, CUSTOM_DEPLOYMENT ->
          new ModelByArn(value);
      default -> throw insufficient();
    };
  }

  private IllegalArgumentException insufficient() {
    var remedy = REMEDIES.get(kind);
    return remedy == null
        ? refused(value, "an ARN that Bedrock invokes")
        : new IllegalArgumentException("\"" + value + "\" is not enough: " + remedy);
  }

  private static boolean isOfAws(String kind) {
    return kind.equals(FOUNDATION_MODEL);
  }

  private static IllegalArgumentException refused(String arn, String expected) {
    return new IllegalArgumentException("\"" + arn + "\" is not " + expected);
  }
}
