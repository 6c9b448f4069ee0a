package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.ModelId;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a model produces, recognised from its id. An ARN that does not contain the model's id
/// counts as text, the most common modality.
public enum OutputModality {
  EMBEDDING("embed|marengo"),
  RANKING("rerank"),
  VIDEO("reel|luma\\.ray"),
  SPEECH("sonic"),
  IMAGE("-image|canvas|stability\\.|stable-|sdxl"),
  TEXT("");

  private final Pattern mark;

  OutputModality(String mark) {
    this.mark = Pattern.compile(mark);
  }

  public static OutputModality of(ModelId model) {
    String id = model.value().toLowerCase(Locale.ROOT);
    for (OutputModality kind : values()) {
      if (kind.mark.matcher(id).find()) {
        return kind;
      }
    }
    throw new IllegalStateException("every id is of a kind");
  }

  /// The name on the wire.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
