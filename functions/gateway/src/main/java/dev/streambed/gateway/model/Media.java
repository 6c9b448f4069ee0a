package dev.streambed.gateway.model;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;
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
    Set<Attachments.Kind> kinds = kinds();
    for (Span content : contents) {
      sum.addTokens(
          most(kinds, kind -> attachments.tokens(kind, body, content.from(), content.to())));
    }
    if (elsewhere) {
      sum.addTokens(most(kinds, attachments::tokensElsewhere));
    }
  }

  private static long most(Set<Attachments.Kind> kinds, ToLongFunction<Attachments.Kind> tokens) {
    return kinds.stream().mapToLong(tokens).max().orElse(0);
  }

  // More than one where a format is given twice: which of them counts is the model's secret.
  private Set<Attachments.Kind> kinds() {
    return switch (role) {
      case IMAGE -> Set.of(Attachments.Kind.IMAGE);
      case VIDEO -> Set.of(Attachments.Kind.VIDEO);
      case AUDIO -> Set.of(Attachments.Kind.AUDIO);
      case DOCUMENT -> documents();
      case SOURCE -> sources();
      default -> Set.of(Attachments.Kind.TEXT);
    };
  }

  private Set<Attachments.Kind> documents() {
    return formats.isEmpty()
        ? Set.of(Attachments.Kind.PDF)
        : formats.stream().map(Media::document).collect(toSet());
  }

  private static Attachments.Kind document(String format) {
    return switch (format) {
      case "pdf" -> Attachments.Kind.PDF;
      case "docx", "xlsx", "doc", "xls", "pptx" -> Attachments.Kind.PACKED;
      default -> Attachments.Kind.ENCODED_TEXT;
    };
  }

  // Anthropic's: text as it is, unless it says base64; and then what its media type says.
  private Set<Attachments.Kind> sources() {
    if (elsewhere && contents.isEmpty()) {
      return Set.of(Attachments.Kind.ANY);
    }
    Set<Attachments.Kind> kinds = new HashSet<>();
    if (formats.contains("base64")) {
      formats.stream()
          .filter(type -> !type.equals("base64"))
          .map(Media::source)
          .forEach(kinds::add);
    }
    if (kinds.size() != 1) {
      kinds.add(Attachments.Kind.TEXT);
    }
    return kinds;
  }

  private static Attachments.Kind source(String type) {
    if (type.equals("application/pdf")) {
      return Attachments.Kind.PDF;
    }
    boolean picture = type.startsWith("image/") && PICTURES.contains(type.substring(6));
    return picture ? Attachments.Kind.IMAGE : Attachments.Kind.ENCODED_TEXT;
  }
}
