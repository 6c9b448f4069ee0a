package dev.streambed.cli.smoke;

import dev.streambed.gateway.json.JsonString;
import java.util.Locale;
import java.util.Optional;

/// A question to a model.
///
/// @param model its id
record Prompt(String model, String text, int maxTokens) {

  static final int SHORT_TOKENS = 48;
  static final int LONG_TOKENS = 600;

  /// More input tokens than any of these prompts has with what its API adds.
  static final int MOST_INPUT_TOKENS = 400;

  /// Is answered in a sentence.
  static Prompt brief(String model) {
    return new Prompt(model, "Say in one short sentence what a stream is.", SHORT_TOKENS);
  }

  /// Is answered for longer than it takes to stop the answer.
  static Prompt lengthy(String model) {
    return new Prompt(
        model,
        "Write the numbers from one to five hundred in English words, separated by commas, without"
            + " leaving any out and without saying anything else. Begin with one, two, three, four,"
            + " five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen.",
        LONG_TOKENS);
  }

  /// The body in the model's own format; absent where that is not known here.
  Optional<String> ownFormat() {
    String id = model.toLowerCase(Locale.ROOT);
    if (id.contains("amazon.nova")) {
      return Optional.of(
          "\"messages\":%s,\"inferenceConfig\":{\"maxTokens\":%d}".formatted(blocks(), maxTokens));
    }
    if (id.contains("anthropic.claude")) {
      return Optional.of(
          "\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":%d,\"messages\":%s"
              .formatted(maxTokens, messages()));
    }
    if (id.contains("meta.llama")) {
      return Optional.of("\"prompt\":%s,\"max_gen_len\":%d".formatted(quoted(text), maxTokens));
    }
    return id.contains("openai.gpt-oss") || id.contains("qwen.") || id.contains("mistral.")
        ? Optional.of("\"max_tokens\":%d,\"messages\":%s".formatted(maxTokens, messages()))
        : Optional.empty();
  }

  /// As most APIs have it: the content is a string.
  String messages() {
    return "[{\"role\":\"user\",\"content\":%s}]".formatted(quoted(text));
  }

  /// As Converse has it: the content is a list of blocks.
  String blocks() {
    return "[{\"role\":\"user\",\"content\":[{\"text\":%s}]}]".formatted(quoted(text));
  }

  String quotedModel() {
    return quoted(model);
  }

  static String quoted(String text) {
    return new JsonString(text).write();
  }
}
