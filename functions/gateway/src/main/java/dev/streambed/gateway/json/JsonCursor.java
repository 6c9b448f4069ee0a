package dev.streambed.gateway.json;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/// Reads JSON text token by token, for readers that know what it holds. Not thread-safe.
///
/// Checks the grammar of tokens and containers, and enforces the limits of the package. Every
/// method throws [JsonException] when the text is not JSON, or not what the method reads.
public final class JsonCursor {

  private final byte[] text;
  private final JsonNesting nesting = new JsonNesting();
  private int at;

  public JsonCursor(byte[] text) {
    this.text = text;
  }

  /// The first byte of the next token, which is not consumed.
  public int peek() {
    skipSpace();
    if (at == text.length) {
      throw new JsonException("unexpected end", at);
    }
    return text[at];
  }

  /// The position of the next token.
  public int position() {
    peek();
    return at;
  }

  /// The position after the last token.
  int end() {
    return at;
  }

  /// Requires that nothing follows the value.
  public void finish() {
    skipSpace();
    if (at < text.length) {
      throw new JsonException("something follows the value", at);
    }
  }

  /// The number of open containers.
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
  /// @return whether it has content; an empty container is closed again
  public boolean enter(char bracket) {
    expect(bracket);
    nesting.open(bracket, at);
    if (take(nesting.closing())) {
      nesting.close();
      return false;
    }
    nesting.count(at);
    return true;
  }

  /// Consumes the comma after a value, or the end of its container.
  ///
  /// @return whether another value follows; otherwise the container is closed
  public boolean next() {
    if (take(',')) {
      nesting.count(at);
      return true;
    }
    expect(nesting.closing());
    nesting.close();
    return false;
  }

  /// Consumes the name of a member and its colon.
  public String name() {
    String name = string();
    expect(':');
    return name;
  }

  void skipName() {
    skipString();
    expect(':');
  }

  public String string() {
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

  /// Consumes `true`, `false` or `null`.
  public void literal(String word) {
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

  /// The open containers, and the number of values so far. Kept in a list instead of on the
  /// thread's stack, which a document could overflow. Not thread-safe.
  private static final class JsonNesting {

    private final BitSet objects = new BitSet();
    private int depth;
    private int values;

    /// The number of open containers.
    int depth() {
      return depth;
    }

    /// Whether the innermost open container is an object.
    boolean isInObject() {
      return depth > 0 && objects.get(depth);
    }

    /// The closing bracket of the innermost open container.
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

    /// Counts a member or an element.
    void count(int offset) {
      values++;
      JsonLimits.checkValues(values, offset);
    }
  }
}
