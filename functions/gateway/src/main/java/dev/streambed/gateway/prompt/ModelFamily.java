package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelId;

/// Who made a model, as far as its id says so. The ids of inference profiles, too, end with the
/// model's; of other ARNs nobody can tell.
enum ModelFamily {
  ANTHROPIC("anthropic.claude"),
  NOVA("amazon.nova"),
  TITAN("amazon.titan"),
  LLAMA("meta.llama"),
  MISTRAL("mistral."),
  COHERE("cohere."),
  AI21("ai21."),
  TWELVELABS("twelvelabs."),
  /// Models whose requests are those of chat completions.
  CHAT(""),
  UNKNOWN("");

  private final String mark;

  ModelFamily(String mark) {
    this.mark = mark;
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

  /// The model's id without a Region's prefix or an ARN's beginning, or nothing.
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
}
