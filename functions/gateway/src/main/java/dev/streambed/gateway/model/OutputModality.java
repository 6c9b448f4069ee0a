package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.ModelId;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a model makes, told from its id: the providers put it there. An ARN that does not name the
/// model counts as text, which nearly all of them make.
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

  /// Its name on the wire.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
