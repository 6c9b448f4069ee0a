package dev.streambed.gateway.json;

import java.nio.charset.StandardCharsets;

/// Walks over JSON text, token by token. Not thread-safe.
///
/// Knows the grammar of the tokens and of the two containers; what to do with the values in them is
/// the caller's, through a callback that must consume exactly one value.
final class JsonCursor {

  /// Consumes the value of the member that has just been met.
  @FunctionalInterface
  interface MemberVisitor {
    void visit(String name, int nameStart);
  }

  private static final int MAX_DEPTH = 500;

  private final byte[] text;
  private int at;
  private int depth;

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

  void members(MemberVisitor visitor) {
    open('{');
    if (!take('}')) {
      do {
        int nameStart = position();
        String name = string();
        expect(':');
        visitor.visit(name, nameStart);
      } while (take(','));
      expect('}');
    }
    depth--;
  }

  void elements(Runnable value) {
    open('[');
    if (!take(']')) {
      do {
        value.run();
      } while (take(','));
      expect(']');
    }
    depth--;
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
    at = JsonNumberSpan.end(text, start);
    return new String(text, start, at - start, StandardCharsets.US_ASCII);
  }

  void word(String word) {
    int start = position();
    for (int index = 0; index < word.length(); index++) {
      if (at == text.length || text[at] != word.charAt(index)) {
        throw new JsonException("not a value", start);
      }
      at++;
    }
  }

  private void open(char bracket) {
    expect(bracket);
    depth++;
    if (depth > MAX_DEPTH) {
      throw new JsonException("more than " + MAX_DEPTH + " levels", at);
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
}
