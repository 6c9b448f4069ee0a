package dev.streambed.gateway.json;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/// Walks over JSON text, token by token. Not thread-safe.
///
/// Knows the grammar of the tokens and of the two containers, and refuses what is over [JsonLimits]
/// where it meets it.
final class JsonCursor {

  private final byte[] text;
  private final JsonNesting nesting = new JsonNesting();
  private int at;

  JsonCursor(byte[] text) {
    this.text = text;
  }

  /// The first byte of the next token, which is not consumed.
  int peek() {
    skipSpace();
    if (at == text.length) {
      throw new JsonException("unexpected end", at);
    }
    return text[at];
  }

  /// Where the next token begins.
  int position() {
    peek();
    return at;
  }

  /// Where the last token ended.
  int end() {
    return at;
  }

  void finish() {
    skipSpace();
    if (at < text.length) {
      throw new JsonException("something follows the value", at);
    }
  }

  /// How many containers are open.
  int depth() {
    return nesting.depth();
  }

  /// Whether the innermost open container is an object.
  boolean isInObject() {
    return nesting.isInObject();
  }

  /// Opens a container.
  ///
  /// @param bracket `{` or `[`
  /// @return whether there is something in it; otherwise it is closed again
  boolean enter(char bracket) {
    expect(bracket);
    nesting.open(bracket, at);
    if (take(nesting.closing())) {
      nesting.close();
      return false;
    }
    nesting.count(at);
    return true;
  }

  /// Passes over what stands behind a value in a container: a comma, or its end.
  ///
  /// @return whether another value follows; otherwise the container is closed
  boolean next() {
    if (take(',')) {
      nesting.count(at);
      return true;
    }
    expect(nesting.closing());
    nesting.close();
    return false;
  }

  /// The name of a member, and its colon.
  String name() {
    String name = string();
    expect(':');
    return name;
  }

  void skipName() {
    skipString();
    expect(':');
  }

  String string() {
    expect('"');
    JsonStringSpan span = JsonStringSpan.from(text, at);
    at = span.closingQuote() + 1;
    return span.decode();
  }

  void skipString() {
    expect('"');
    at = JsonStringSpan.from(text, at).closingQuote() + 1;
  }

  String number() {
    int start = position();
    skipNumber();
    return new String(text, start, at - start, StandardCharsets.US_ASCII);
  }

  void skipNumber() {
    int start = position();
    at = JsonNumberScanner.end(text, start);
    JsonLimits.checkNumber(start, at);
  }

  void literal(String word) {
    int start = position();
    for (int index = 0; index < word.length(); index++) {
      if (at == text.length || text[at] != word.charAt(index)) {
        throw new JsonException("not a value", start);
      }
      at++;
    }
  }

  private boolean take(char character) {
    boolean there = peek() == character;
    if (there) {
      at++;
    }
    return there;
  }

  private void expect(char character) {
    if (!take(character)) {
      throw new JsonException("expected " + character, at);
    }
  }

  private void skipSpace() {
    while (at < text.length && isSpace(text[at])) {
      at++;
    }
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  /// The containers that are open, and how many values there have been. A list of its own and not
  /// the thread's stack, which no document can overflow so. Not thread-safe.
  private static final class JsonNesting {

    private final BitSet objects = new BitSet();
    private int depth;
    private int values;

    /// How many containers are open.
    int depth() {
      return depth;
    }

    /// Whether the innermost open container is an object.
    boolean isInObject() {
      return depth > 0 && objects.get(depth);
    }

    /// What ends the innermost open container.
    char closing() {
      return isInObject() ? '}' : ']';
    }

    void open(char bracket, int offset) {
      depth++;
      JsonLimits.checkDepth(depth, offset);
      objects.set(depth, bracket == '{');
    }

    void close() {
      depth--;
    }

    /// A member or an element follows.
    void count(int offset) {
      values++;
      JsonLimits.checkValues(values, offset);
    }
  }
}
