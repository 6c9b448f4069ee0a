package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelId;
import java.util.List;
import java.util.OptionalLong;

/// What is known of a model's own limits, for requests that do not say how long an answer may be.
///
/// @param defaultMaximum the most of an answer whose request sets no maximum; empty when the model
///   then writes as much as it can, or when it is not known
/// @param maximum the most that it can write
record ModelOutputLimits(
    ModelFamily modelFamily, boolean writesText, OptionalLong defaultMaximum, long maximum) {

  private static final List<String> WITHOUT_TEXT =
      List.of(
          "embed", "rerank", "marengo", "stability.", "nova-canvas", "nova-reel", "titan-image");

  static ModelOutputLimits of(ModelId model) {
    ModelFamily modelFamily = ModelFamily.of(model);
    String id = ModelFamily.id(model);
    return WITHOUT_TEXT.stream().anyMatch(id::contains)
        ? new ModelOutputLimits(modelFamily, false, OptionalLong.of(0), 0)
        : new ModelOutputLimits(
            modelFamily, true, modelFamily.defaultMaximum(), modelFamily.maximum(id));
  }
}
