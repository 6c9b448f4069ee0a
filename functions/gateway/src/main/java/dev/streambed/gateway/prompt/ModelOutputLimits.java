package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelId;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// What is known of a model's own limits, for requests that do not say how long an answer may be.
/// From AWS's documentation of the models' parameters; `docs/limits.md` has the table.
///
/// @param defaultMaximum the most of an answer whose request sets no maximum; empty when the model
///   then writes as much as it can, or nobody knows
/// @param maximum the most that it can write
record ModelOutputLimits(
    ModelFamily modelFamily, boolean writesText, OptionalLong defaultMaximum, long maximum) {

  /// As much as the models with the longest answers can write, for those that are not known.
  static final long MOST = 131_072;

  private static final OptionalLong NO_DEFAULT = OptionalLong.empty();
  private static final Set<String> ANTHROPIC = Set.of("max_tokens", "max_tokens_to_sample");
  private static final Set<String> CHAT = Set.of("max_tokens", "max_completion_tokens");
  private static final List<String> WITHOUT_TEXT =
      List.of(
          "embed", "rerank", "marengo", "stability.", "nova-canvas", "nova-reel", "titan-image");

  static ModelOutputLimits of(ModelId model) {
    ModelFamily modelFamily = ModelFamily.of(model);
    String id = ModelFamily.id(model);
    return WITHOUT_TEXT.stream().anyMatch(id::contains)
        ? new ModelOutputLimits(modelFamily, false, OptionalLong.of(0), 0)
        : of(modelFamily, id);
  }

  /// Whether the model takes a member of this name for its maximum. Of an unknown model all count.
  boolean readsMaximumFrom(String name, boolean inConfiguration) {
    return switch (modelFamily) {
      case ANTHROPIC -> !inConfiguration && ANTHROPIC.contains(name);
      case NOVA -> inConfiguration && (name.equals("maxTokens") || name.equals("max_new_tokens"));
      case TITAN -> inConfiguration && name.equals("maxTokenCount");
      case LLAMA -> !inConfiguration && name.equals("max_gen_len");
      case AI21 -> !inConfiguration && (name.equals("max_tokens") || name.equals("maxTokens"));
      case COHERE, MISTRAL -> !inConfiguration && name.equals("max_tokens");
      case CHAT -> !inConfiguration && CHAT.contains(name);
      case TWELVELABS -> !inConfiguration && name.equals("maxOutputTokens");
      case UNKNOWN -> true;
    };
  }

  /// Whether its maximum is not known to hold what it thinks, once it is told to. Nova 2's is not.
  boolean thinksBeyondMaximum() {
    return modelFamily == ModelFamily.NOVA || modelFamily == ModelFamily.UNKNOWN;
  }

  private static ModelOutputLimits of(ModelFamily modelFamily, String id) {
    return switch (modelFamily) {
      case ANTHROPIC -> new ModelOutputLimits(modelFamily, true, NO_DEFAULT, claude(id));
      case NOVA -> new ModelOutputLimits(modelFamily, true, NO_DEFAULT, nova(id));
      case TITAN, LLAMA -> new ModelOutputLimits(modelFamily, true, OptionalLong.of(512), 8192);
      case COHERE, TWELVELABS -> new ModelOutputLimits(modelFamily, true, NO_DEFAULT, 4096);
      case AI21 ->
          new ModelOutputLimits(modelFamily, true, NO_DEFAULT, id.contains(".j2-") ? 8191 : MOST);
      case MISTRAL -> new ModelOutputLimits(modelFamily, true, NO_DEFAULT, mistral(id));
      case CHAT, UNKNOWN -> new ModelOutputLimits(modelFamily, true, NO_DEFAULT, MOST);
    };
  }

  private static long claude(String id) {
    if (id.contains("claude-3-5-")) {
      return 8192;
    }
    boolean isThird = id.contains("claude-3-") && !id.contains("claude-3-7-");
    boolean isEarlier = id.contains("claude-v") || id.contains("claude-instant");
    return isThird || isEarlier ? 4096 : MOST;
  }

  private static long nova(String id) {
    boolean isFirst =
        id.contains("nova-micro-v1") || id.contains("nova-lite-v1") || id.contains("nova-pro-v1");
    return isFirst ? 10_000 : MOST;
  }

  private static long mistral(String id) {
    boolean isFirst =
        id.contains("mistral-7b")
            || id.contains("mixtral-8x7b")
            || id.contains("mistral-large-24")
            || id.contains("mistral-small-24");
    return isFirst ? 8192 : MOST;
  }
}
