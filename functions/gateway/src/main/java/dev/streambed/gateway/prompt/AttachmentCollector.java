package dev.streambed.gateway.prompt;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Collects the members of an object of a request that holds an image, a document, a video or
/// audio. They are evaluated at the end of the object, because the format may follow the content.
/// Not thread-safe.
final class AttachmentCollector {

  /// The position of a content in the request.
  private record Span(int from, int to) {}

  private static final Set<String> PICTURES = Set.of("png", "jpeg", "jpg", "gif", "webp");

  private final RequestSchemaNode.Role role;
  private final int depth;
  private final @Nullable AttachmentCollector outer;
  private final List<Span> contents = new ArrayList<>();
  private final Set<String> formats = new HashSet<>();
  private boolean elsewhere;

  /// @param depth the nesting depth of the object's members
  /// @param outer the enclosing attachment object, if any
  AttachmentCollector(RequestSchemaNode.Role role, int depth, @Nullable AttachmentCollector outer) {
    this.role = role;
    this.depth = depth;
    this.outer = outer;
  }

  int depth() {
    return depth;
  }

  @Nullable AttachmentCollector outer() {
    return outer;
  }

  void addFormat(String format) {
    formats.add(format.toLowerCase(Locale.ROOT));
  }

  void addContent(int from, int to) {
    contents.add(new Span(from, to));
  }

  void elsewhere() {
    elsewhere = true;
  }

  /// Adds the tokens of the collected contents to the sum.
  void addTo(TextTokens sum, byte[] body, AttachmentTokens attachmentTokens) {
    Set<AttachmentTokens.Kind> kinds = kinds();
    for (Span content : contents) {
      sum.addTokens(
          most(kinds, kind -> attachmentTokens.tokens(kind, body, content.from(), content.to())));
    }
    if (elsewhere) {
      sum.addTokens(most(kinds, attachmentTokens::tokensOfReference));
    }
  }

  private static long most(
      Set<AttachmentTokens.Kind> kinds, ToLongFunction<AttachmentTokens.Kind> tokens) {
    return kinds.stream().mapToLong(tokens).max().orElse(0);
  }

  // More than one kind where the format is given twice: it is unknown which one the model uses.
  private Set<AttachmentTokens.Kind> kinds() {
    return switch (role) {
      case IMAGE -> Set.of(AttachmentTokens.Kind.IMAGE);
      case VIDEO -> Set.of(AttachmentTokens.Kind.VIDEO);
      case AUDIO -> Set.of(AttachmentTokens.Kind.AUDIO);
      case DOCUMENT -> documents();
      case SOURCE -> sources();
      default -> Set.of(AttachmentTokens.Kind.TEXT);
    };
  }

  private Set<AttachmentTokens.Kind> documents() {
    return formats.isEmpty()
        ? Set.of(AttachmentTokens.Kind.PDF)
        : formats.stream().map(AttachmentCollector::document).collect(toSet());
  }

  private static AttachmentTokens.Kind document(String format) {
    return switch (format) {
      case "pdf" -> AttachmentTokens.Kind.PDF;
      case "docx", "xlsx", "doc", "xls", "pptx" -> AttachmentTokens.Kind.OFFICE_DOCUMENT;
      default -> AttachmentTokens.Kind.ENCODED_TEXT;
    };
  }

  // Anthropic's source: plain text, unless its type is base64; then its media type decides.
  private Set<AttachmentTokens.Kind> sources() {
    if (elsewhere && contents.isEmpty()) {
      return Set.of(AttachmentTokens.Kind.ANY);
    }
    Set<AttachmentTokens.Kind> kinds = new HashSet<>();
    if (formats.contains("base64")) {
      formats.stream()
          .filter(type -> !type.equals("base64"))
          .map(AttachmentCollector::source)
          .forEach(kinds::add);
    }
    if (kinds.size() != 1) {
      kinds.add(AttachmentTokens.Kind.TEXT);
    }
    return kinds;
  }

  private static AttachmentTokens.Kind source(String type) {
    if (type.equals("application/pdf")) {
      return AttachmentTokens.Kind.PDF;
    }
    boolean picture = type.startsWith("image/") && PICTURES.contains(type.substring(6));
    return picture ? AttachmentTokens.Kind.IMAGE : AttachmentTokens.Kind.ENCODED_TEXT;
  }
}
