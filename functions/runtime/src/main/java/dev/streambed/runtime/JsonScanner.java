package dev.streambed.runtime;

/// Walks over JSON text, character by character. Not thread-safe.
final class JsonScanner {

  private final String json;
  private int at;

  JsonScanner(String json) {
    this.json = json;
  }

  /// What is not JSON. Never leaves [JsonReader].
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  char peek() {
    if (at == json.length()) {
      throw new Malformed();
    }
    return json.charAt(at);
  }

  void expect(char wanted) {
    if (next() != wanted) {
      throw new Malformed();
    }
  }

  void space() {
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
  }

  /// A number, `true`, `false` or `null`, as it is written.
  String word() {
    int start = at;
    while (at < json.length() && ",]} \t\r\n".indexOf(json.charAt(at)) < 0) {
      at++;
    }
    if (start == at) {
      throw new Malformed();
    }
    return json.substring(start, at);
  }

  String string() {
    expect('"');
    StringBuilder text = new StringBuilder();
    while (peek() != '"') {
      char character = next();
      text.append(character == '\\' ? escaped() : character);
    }
    at++;
    return text.toString();
  }

  private char escaped() {
    char character = next();
    return switch (character) {
      case '"', '\\', '/' -> character;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) (digit() << 12 | digit() << 8 | digit() << 4 | digit());
      default -> throw new Malformed();
    };
  }

  private int digit() {
    int digit = Character.digit(next(), 16);
    if (digit < 0) {
      throw new Malformed();
    }
    return digit;
  }

  private char next() {
    char character = peek();
    at++;
    return character;
  }
}
