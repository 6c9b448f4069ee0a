package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelId;
import java.util.List;
import java.util.OptionalLong;

/// The known limits of a model's output, for requests that set no maximum.
///
/// @param defaultMaximum the maximum of output tokens when the request sets none; empty when the
///   model then writes as much as it can, or when the default is unknown
/// @param maximum the most output tokens of the model
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
