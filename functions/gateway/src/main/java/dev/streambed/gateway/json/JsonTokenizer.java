package dev.streambed.gateway.json;

import java.util.BitSet;

/// Iterates over the tokens of a document that was checked before, in one loop: without recursion,
/// without a tree, and copying only the names that are requested. Not thread-safe.
///
/// For text that is not JSON, the tokens are unspecified, but they end.
public final class JsonTokenizer {

  /// The kind of a token.
  public enum Kind {
    OBJECT,
    ARRAY,
    CLOSE,
    NAME,
    STRING,
    NUMBER,
    LITERAL,
    END
  }

  private final byte[] text;
  private final BitSet objects = new BitSet();
  private int depth;
  private int at;
  private int start;
  private int end;
  private boolean nameIsNext;

  public JsonTokenizer(byte[] utf8) {
    this.text = utf8;
  }

  /// Advances to the next token.
  public Kind next() {
    skipToToken();
    if (at >= text.length) {
      return Kind.END;
    }
    start = at;
    return switch (text[at]) {
      case '{' -> open(true);
      case '[' -> open(false);
      case '}', ']' -> close();
      case '"' -> string();
      case 't', 'f', 'n' -> scalar(Kind.LITERAL);
      default -> scalar(Kind.NUMBER);
    };
  }

  /// The start of the token; for a name or a string, the position after its opening quote.
  public int start() {
    return start;
  }

  /// The end of the token; for a name or a string, the position of its closing quote.
  public int end() {
    return end;
  }

  /// The nesting depth of the token. A bracket is outside of its own container.
  public int depth() {
    return depth;
  }

  /// The text of the token, with escapes decoded.
  public String read() {
    return JsonStringSpan.from(text, start).decode();
  }

  private void skipToToken() {
    while (at < text.length && isBetween(text[at])) {
      nameIsNext |= text[at] == ',' && objects.get(depth);
      at++;
    }
  }

  private static boolean isBetween(byte character) {
    return (character <= ' ' && character >= 0) || character == ',' || character == ':';
  }

  private Kind open(boolean object) {
    depth++;
    objects.set(depth, object);
    nameIsNext = object;
    end = ++at;
    return object ? Kind.OBJECT : Kind.ARRAY;
  }

  private Kind close() {
    depth = Math.max(0, depth - 1);
    nameIsNext = false;
    end = ++at;
    return Kind.CLOSE;
  }

  private Kind string() {
    start = at + 1;
    at = start;
    while (at < text.length && text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    end = Math.min(at, text.length);
    at = end + 1;
    boolean name = nameIsNext;
    nameIsNext = false;
    return name ? Kind.NAME : Kind.STRING;
  }

  private Kind scalar(Kind kind) {
    at++;
    while (at < text.length && !isBetween(text[at]) && text[at] != '}' && text[at] != ']') {
      at++;
    }
    end = at;
    nameIsNext = false;
    return kind;
  }
}
