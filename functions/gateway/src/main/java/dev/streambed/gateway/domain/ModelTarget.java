package dev.streambed.gateway.domain;

import java.util.Optional;

/// A model, and the Region in which it is called.
///
/// @param region empty for the function's own
public record ModelTarget(ModelId model, String region) {

  private static final char AT = '@';

  /// A model in the function's own Region.
  public static ModelTarget here(ModelId model) {
    return new ModelTarget(model, "");
  }

  /// Parses a model's id or ARN, followed by `@` and a Region if it is another one.
  public static Optional<ModelTarget> parse(String text) {
    int at = text.indexOf(AT);
    String region = at < 0 ? "" : text.substring(at + 1);
    return at >= 0 && !region.matches("[a-z]{2,4}(?:-[a-z]+)+-\\d{1,2}")
        ? Optional.empty()
        : ModelId.of(at < 0 ? text : text.substring(0, at))
            .map(model -> new ModelTarget(model, region));
  }

  /// The form that [#parse] reads.
  public String write() {
    return region.isEmpty() ? model.value() : model.value() + AT + region;
  }
}
