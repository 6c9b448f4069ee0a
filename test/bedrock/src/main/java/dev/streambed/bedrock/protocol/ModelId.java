package dev.streambed.bedrock.protocol;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A model id or ARN, taken apart.
///
/// @param text as it was given
/// @param geography the inference profile's region prefix, for example `us`, or the empty string
/// @param name the model's own id, for example `amazon.nova-lite-v1:0`, or the empty string where
///   an ARN hides it
public record ModelId(String text, String geography, String name) {

  private static final List<String> PROVIDERS =
      List.of(
          "ai21",
          "amazon",
          "anthropic",
          "cohere",
          "deepseek",
          "google",
          "luma",
          "meta",
          "minimax",
          "mistral",
          "moonshot",
          "moonshotai",
          "nvidia",
          "openai",
          "qwen",
          "stability",
          "twelvelabs",
          "writer",
          "zai");
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:bedrock:[a-z0-9-]*:\\d*:([a-z-]+)/(.+)");
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:(us|eu|apac|jp|au|ca|us-gov|global)\\.)?(([a-z0-9]+)\\.[A-Za-z0-9.:_-]+)");

  /// Takes a model id or ARN apart.
  ///
  /// @return nothing when it is not a model id for Bedrock
  public static Optional<ModelId> of(String text) {
    Matcher arn = ARN.matcher(text);
    if (!arn.matches()) {
      return plain(text, text);
    }
    return switch (arn.group(1)) {
      case "foundation-model", "inference-profile" -> plain(text, arn.group(2));
      case "application-inference-profile",
          "provisioned-model",
          "custom-model-deployment",
          "imported-model",
          "default-prompt-router",
          "prompt-router" ->
          Optional.of(new ModelId(text, "", ""));
      default -> Optional.empty();
    };
  }

  /// Whether it was given as an ARN.
  public boolean isArn() {
    return text.startsWith("arn:");
  }

  private static Optional<ModelId> plain(String text, String id) {
    Matcher plain = PLAIN.matcher(id);
    if (!plain.matches() || !PROVIDERS.contains(plain.group(3))) {
      return Optional.empty();
    }
    String geography = Optional.ofNullable(plain.group(1)).orElse("");
    return Optional.of(new ModelId(text, geography, plain.group(2)));
  }
}
