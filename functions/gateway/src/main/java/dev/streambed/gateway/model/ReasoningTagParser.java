package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Separates reasoning that a model writes into its text, between `<reasoning>` and `</reasoning>`.
///
/// Only an answer that starts with the tag is treated this way, for one passage or for several that
/// directly follow each other. Any other character ends the reasoning, and later tags are ordinary
/// text. The text may be split anywhere: what might still become a tag is held back, and so is the
/// first half of a surrogate pair. One instance per answer; not thread-safe.
final class ReasoningTagParser {

  private static final String OPENING = "<reasoning>";
  private static final String CLOSING = "</reasoning>";

  private enum State {
    BEFORE,
    REASONING,
    TEXT
  }

  private final Function<String, Chunk> reasoning;
  private State state = State.BEFORE;
  private String held = "";

  /// @param reasoning creates the chunk for a part of the reasoning
  ReasoningTagParser(Function<String, Chunk> reasoning) {
    this.reasoning = reasoning;
  }

  /// Adds text and returns the chunks that are certain so far.
  List<Chunk> read(String more) {
    if (state == State.TEXT) {
      return text(more);
    }
    List<Chunk> chunks = new ArrayList<>();
    held += more;
    while (advance(chunks)) {
      // Repeats until no further tag is found.
    }
    return chunks;
  }

  /// The text that was held back. Call after the last text.
  List<Chunk> rest() {
    String rest = held;
    held = "";
    if (rest.isEmpty()) {
      return List.of();
    }
    if (state == State.REASONING) {
      return List.of(reasoning.apply(rest));
    }
    state = State.TEXT;
    return text(rest);
  }

  private boolean advance(List<Chunk> chunks) {
    return switch (state) {
      case BEFORE -> open(chunks);
      case REASONING -> close(chunks);
      case TEXT -> false;
    };
  }

  private boolean open(List<Chunk> chunks) {
    if (held.startsWith(OPENING)) {
      held = held.substring(OPENING.length());
      state = State.REASONING;
      return true;
    }
    if (!OPENING.startsWith(held)) {
      state = State.TEXT;
      chunks.addAll(text(held));
      held = "";
    }
    return false;
  }

  private boolean close(List<Chunk> chunks) {
    int end = held.indexOf(CLOSING);
    int shown = end < 0 ? held.length() - uncertain(held) : end;
    if (shown > 0) {
      chunks.add(reasoning.apply(held.substring(0, shown)));
    }
    held = held.substring(end < 0 ? shown : end + CLOSING.length());
    state = end < 0 ? State.REASONING : State.BEFORE;
    return end >= 0;
  }

  // The number of characters at the end that cannot be shown yet.
  private static int uncertain(String text) {
    int longest = Math.min(text.length(), CLOSING.length() - 1);
    for (int length = longest; length > 0; length--) {
      if (text.endsWith(CLOSING.substring(0, length))) {
        return length;
      }
    }
    return SurrogatePairJoiner.endsInHighSurrogate(text) ? 1 : 0;
  }

  private static List<Chunk> text(String text) {
    return text.isEmpty() ? List.of() : List.of(new Chunk.Text(text));
  }
}
