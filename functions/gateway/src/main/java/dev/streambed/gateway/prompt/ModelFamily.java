package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelId;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/// The family of a model, recognised from its id, with everything that is known about the family: a
/// new family is one constant here. Ids of inference profiles also end with the model id; other
/// ARNs do not contain it.
///
/// The numbers are from AWS's documentation of the models' parameters; `docs/limits.md` has the
/// table.
enum ModelFamily {
  ANTHROPIC("anthropic.claude", Set.of("max_tokens", "max_tokens_to_sample"), 0),
  NOVA("amazon.nova", Set.of("maxTokens", "max_new_tokens"), 0),
  TITAN("amazon.titan", Set.of("maxTokenCount"), 512),
  LLAMA("meta.llama", Set.of("max_gen_len"), 512),
  MISTRAL("mistral.", Set.of("max_tokens"), 0),
  COHERE("cohere.", Set.of("max_tokens"), 0),
  AI21("ai21.", Set.of("max_tokens", "maxTokens"), 0),
  TWELVELABS("twelvelabs.", Set.of("maxOutputTokens"), 0),
  /// Models with requests in the chat completions format.
  CHAT("", Set.of("max_tokens", "max_completion_tokens"), 0),
  /// An unknown family, whose maximum may have any name. The names here belong to no known family.
  UNKNOWN("", Set.of("max_output_tokens", "maxTokensToGenerate", "maxNewTokens"), 0);

  /// The longest output of any model, used for unknown models.
  static final long MOST = 131_072;

  private final String mark;

  @SuppressWarnings("ImmutableEnumChecker") // every constant gives a Set.of
  private final Set<String> maximumNames;

  private final long defaultMaximum;

  /// @param mark what the ids of its models contain
  /// @param maximumNames the members that set the maximum of output tokens
  /// @param defaultMaximum the maximum of output tokens when the request sets none; 0 when the
  ///   model then writes as much as it can, or when the default is unknown
  ModelFamily(String mark, Set<String> maximumNames, long defaultMaximum) {
    this.mark = mark;
    this.maximumNames = maximumNames;
    this.defaultMaximum = defaultMaximum;
  }

  static ModelFamily of(ModelId model) {
    String id = id(model);
    if (id.isEmpty()) {
      return UNKNOWN;
    }
    for (ModelFamily modelFamily : values()) {
      if (!modelFamily.mark.isEmpty() && id.contains(modelFamily.mark)) {
        return modelFamily;
      }
    }
    return id.indexOf('.') < 0 ? UNKNOWN : CHAT;
  }

  Set<String> maximumNames() {
    return maximumNames;
  }

  /// Whether the model reads its maximum from a member of this name. For an unknown model, all
  /// names count.
  ///
  /// @param configuration the member of the request that has it; empty for the request itself
  boolean readsMaximumFrom(String name, String configuration) {
    return this == UNKNOWN
        || (configuration.equals(configuration()) && maximumNames.contains(name));
  }

  /// The member of the request that has the maximum; empty when the request itself has it.
  String configuration() {
    return switch (this) {
      case NOVA -> "inferenceConfig";
      case TITAN -> "textGenerationConfig";
      case ANTHROPIC, LLAMA, MISTRAL, COHERE, AI21, TWELVELABS, CHAT, UNKNOWN -> "";
    };
  }

  /// The maximum of output tokens when the request sets none; empty when the model then writes as
  /// much as it can, or when the default is unknown.
  OptionalLong defaultMaximum() {
    return defaultMaximum == 0 ? OptionalLong.empty() : OptionalLong.of(defaultMaximum);
  }

  /// The most output tokens of a model of this family.
  long maximum(String id) {
    return switch (this) {
      case ANTHROPIC -> claude(id);
      case NOVA -> nova(id);
      case MISTRAL -> mistral(id);
      case TITAN, LLAMA -> 8192;
      case COHERE, TWELVELABS -> 4096;
      case AI21 -> id.contains(".j2-") ? 8191 : MOST;
      case CHAT, UNKNOWN -> MOST;
    };
  }

  /// Whether thinking, once enabled, may exceed the maximum. Nova 2's does.
  boolean thinksBeyondMaximum() {
    return this == NOVA || this == UNKNOWN;
  }

  /// The members of a request of Converse that may have cache points; none when the model has no
  /// cache for prompts, or nobody knows. Nova refuses them among tools, and in messages behind
  /// anything but text.
  static Set<CachePoints.Field> cachePointFields(ModelId model) {
    String id = id(model);
    return switch (of(model)) {
      case ANTHROPIC -> cachesPrompts(id) ? EnumSet.allOf(CachePoints.Field.class) : Set.of();
      case NOVA -> Set.of(CachePoints.Field.SYSTEM);
      case TITAN, LLAMA, MISTRAL, COHERE, AI21, TWELVELABS, CHAT, UNKNOWN -> Set.of();
    };
  }

  /// Whether a cache point of the caller's is left where it is: as above, and for models of which
  /// nobody knows.
  static boolean mayHaveCachePoint(ModelId model, CachePoints.Field field, boolean isBehindText) {
    return switch (of(model)) {
      case ANTHROPIC -> cachesPrompts(id(model));
      case NOVA ->
          switch (field) {
            case SYSTEM -> true;
            case TOOLS -> false;
            case MESSAGES -> isBehindText;
          };
      case UNKNOWN -> true;
      case TITAN, LLAMA, MISTRAL, COHERE, AI21, TWELVELABS, CHAT -> false;
    };
  }

  /// The image rules of a model.
  ImageTokens imageTokens(String id) {
    return switch (this) {
      case ANTHROPIC -> ImageTokens.claude(id);
      case NOVA -> ImageTokens.NOVA;
      case TITAN, LLAMA, MISTRAL, COHERE, AI21, TWELVELABS, CHAT, UNKNOWN -> ImageTokens.OTHER;
    };
  }

  /// Whether a model streams only if its own body also requests it. Cohere Command does. No other
  /// model may get the member: Command R, for example, rejects it.
  static boolean mustBeToldToStream(ModelId model) {
    return model.value().contains("cohere.command-text")
        || model.value().contains("cohere.command-light-text");
  }

  /// The model id without a Region prefix or the start of an ARN; empty when there is none.
  static String id(ModelId model) {
    String value = model.value();
    if (!value.startsWith("arn:")) {
      return value;
    }
    boolean names =
        value.contains(":foundation-model/")
            || value.contains(":inference-profile/")
            || value.contains(":default-prompt-router/");
    return names ? value.substring(value.lastIndexOf('/') + 1) : "";
  }

  private static long claude(String id) {
    if (id.contains("claude-3-5-")) {
      return 8192;
    }
    boolean isThird = id.contains("claude-3-") && !id.contains("claude-3-7-");
    return isThird || isBeforeThird(id) ? 4096 : MOST;
  }

  // Claude 3.5 Haiku and all from 3.7 on; 3.5 Sonnet only for those who had its preview.
  private static boolean cachesPrompts(String id) {
    boolean isThird =
        id.contains("claude-3-") && !id.contains("claude-3-5-haiku") && !id.contains("claude-3-7-");
    return !isThird && !isBeforeThird(id);
  }

  private static boolean isBeforeThird(String id) {
    return id.contains("claude-v") || id.contains("claude-instant");
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
