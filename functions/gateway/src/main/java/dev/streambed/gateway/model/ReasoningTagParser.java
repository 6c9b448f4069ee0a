package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Tells reasoning apart that stands in a model's text, between `<reasoning>` and `</reasoning>`.
///
/// Only an answer that begins with the tag reasons so, in one such passage or in several that
/// follow each other at once. From the first other character on all is text, tags too: they are
/// what the answer says. The text may be cut anywhere; what may still become a tag is held back,
/// and so is the first half of a character. Of one answer, and of one thread.
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

  /// @param reasoning makes the chunk that a bit of reasoning is shown as
  ReasoningTagParser(Function<String, Chunk> reasoning) {
    this.reasoning = reasoning;
  }

  /// The chunks that are certain once the next characters have come.
  List<Chunk> read(String more) {
    if (state == State.TEXT) {
      return text(more);
    }
    List<Chunk> pieces = new ArrayList<>();
    held += more;
    while (advance(pieces)) {
      // Another tag was passed.
    }
    return pieces;
  }

  /// What was held back, of which nothing else has become.
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

  private boolean advance(List<Chunk> pieces) {
    return switch (state) {
      case BEFORE -> open(pieces);
      case REASONING -> close(pieces);
      case TEXT -> false;
    };
  }

  private boolean open(List<Chunk> pieces) {
    if (held.startsWith(OPENING)) {
      held = held.substring(OPENING.length());
      state = State.REASONING;
      return true;
    }
    if (!OPENING.startsWith(held)) {
      state = State.TEXT;
      pieces.addAll(text(held));
      held = "";
    }
    return false;
  }

  private boolean close(List<Chunk> pieces) {
    int end = held.indexOf(CLOSING);
    int shown = end < 0 ? held.length() - uncertain(held) : end;
    if (shown > 0) {
      pieces.add(reasoning.apply(held.substring(0, shown)));
    }
    held = held.substring(end < 0 ? shown : end + CLOSING.length());
    state = end < 0 ? State.REASONING : State.BEFORE;
    return end >= 0;
  }

  // How many characters at the end cannot be shown yet.
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
