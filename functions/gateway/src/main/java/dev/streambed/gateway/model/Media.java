package dev.streambed.gateway.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An object of a request that holds an image, a document, a video or audio: what stands in it is
/// collected until it ends, because its format may stand behind its content. Not thread-safe.
final class Media {

  /// Where a content stands in the request.
  private record Span(int from, int to) {}

  private static final Set<String> PICTURES = Set.of("png", "jpeg", "jpg", "gif", "webp");

  private final Place.Role role;
  private final int depth;
  private final @Nullable Media outer;
  private final List<Span> contents = new ArrayList<>();
  private final Set<String> formats = new HashSet<>();
  private boolean elsewhere;

  /// @param depth of what it holds
  /// @param outer that this one stands in
  Media(Place.Role role, int depth, @Nullable Media outer) {
    this.role = role;
    this.depth = depth;
    this.outer = outer;
  }

  int depth() {
    return depth;
  }

  @Nullable Media outer() {
    return outer;
  }

  void format(String format) {
    formats.add(format.toLowerCase(Locale.ROOT));
  }

  void content(int from, int to) {
    contents.add(new Span(from, to));
  }

  void elsewhere() {
    elsewhere = true;
  }

  /// Adds what it counts for.
  void addTo(TextTokens sum, byte[] body, Attachments attachments) {
    for (Span content : contents) {
      sum.addTokens(attachments.tokens(kind(), body, content.from(), content.to()));
    }
    if (elsewhere) {
      sum.addTokens(attachments.tokensElsewhere(kind()));
    }
  }

  private Attachments.Kind kind() {
    return switch (role) {
      case IMAGE -> Attachments.Kind.IMAGE;
      case VIDEO -> Attachments.Kind.VIDEO;
      case AUDIO -> Attachments.Kind.AUDIO;
      case DOCUMENT -> document(formats);
      case SOURCE -> source();
      default -> Attachments.Kind.TEXT;
    };
  }

  private static Attachments.Kind document(Set<String> formats) {
    if (formats.equals(Set.of("pdf")) || formats.isEmpty()) {
      return Attachments.Kind.PDF;
    }
    boolean packed = Set.of("docx", "xlsx", "doc", "xls", "pptx").containsAll(formats);
    return packed ? Attachments.Kind.PACKED : Attachments.Kind.ENCODED_TEXT;
  }

  // Anthropic's: text as it is, unless it says base64; and then what its media type says.
  private Attachments.Kind source() {
    Set<String> types = new HashSet<>(formats);
    boolean encoded = types.remove("base64");
    if (elsewhere && contents.isEmpty()) {
      return Attachments.Kind.ANY;
    }
    if (!encoded || types.size() != 1) {
      return Attachments.Kind.TEXT;
    }
    String type = types.iterator().next();
    if (type.equals("application/pdf")) {
      return Attachments.Kind.PDF;
    }
    boolean picture = type.startsWith("image/") && PICTURES.contains(type.substring(6));
    return picture ? Attachments.Kind.IMAGE : Attachments.Kind.ENCODED_TEXT;
  }
}
