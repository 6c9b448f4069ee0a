package dev.streambed.bench.probe;

import java.util.List;
import java.util.function.IntFunction;

/// A body crafted to cost more processor time than its size suggests, or an ordinary one as the
/// baseline.
///
/// @param name the property that is excessive
/// @param head its beginning
/// @param unit the repeated middle, by its index
/// @param tail its end
record HostileBody(String name, String head, IntFunction<String> unit, String tail) {

  private static final String MODEL = "{\"modelId\":\"m\",";
  private static final String TEXT = MODEL + "\"max_tokens\":100,\"messages\":[{\"text\":\"";
  private static final String END_OF_TEXT = "\"}]}";
  private static final String SENTENCE =
      "The brook ran \\\"clear\\\" over the stones, and nobody counted them.\\n";
  private static final int LONGEST_NUMBER = 1_000;
  private static final int DEEP = 490;
  private static final int BITS = 17;

  /// The ordinary body: a conversation.
  static HostileBody plain() {
    return ofUnits(
        "plain",
        MODEL + "\"max_tokens\":100,\"messages\":[",
        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\""
            + SENTENCE.repeat(20)
            + "\"}]},",
        "{}]}");
  }

  /// The hostile bodies.
  static List<HostileBody> all() {
    return List.of(
        ofUnits("digits of one number", MODEL + "\"max_tokens\":", "7", "}"),
        ofUnits("long numbers", MODEL + "\"a\":[", "7".repeat(LONGEST_NUMBER) + ",", "0]}"),
        ofUnits(
            "maxima in long numbers", MODEL, "\"max_tokens\":" + "7".repeat(999) + ",", "\"a\":0}"),
        ofUnits("exponents", MODEL + "\"a\":[", "1e999999999,", "0]}"),
        ofUnits("levels", MODEL + "\"a\":", "[", ""),
        ofUnits(
            "levels, again and again",
            MODEL + "\"a\":[",
            "[".repeat(DEEP) + "]".repeat(DEEP) + ",",
            "0]}"),
        ofUnits("elements", MODEL + "\"a\":[", "0,", "0]}"),
        ofUnits("members", MODEL, "\"\":0,", "\"a\":0}"),
        ofUnits("objects", MODEL + "\"a\":[", "{\"\":{}},", "0]}"),
        ofUnits("a member of ours, again and again", MODEL, "\"stream\":true,", "\"a\":0}"),
        ofUnits("a maximum, again and again", MODEL, "\"max_tokens\":1,", "\"a\":0}"),
        ofUnits(
            "a configuration, again and again",
            MODEL,
            "\"inferenceConfig\":{\"maxTokens\":1},",
            "\"a\":0}"),
        ofUnits("escaped letters", TEXT, "\\u0061", END_OF_TEXT),
        ofUnits("escapes between letters", TEXT, "é\\n", END_OF_TEXT),
        ofUnits("halves of pairs", TEXT, "\\ud800", END_OF_TEXT),
        ofUnits("quotation marks", TEXT, "\\\"", END_OF_TEXT),
        ofUnits("text of two bytes a character", TEXT, "é", END_OF_TEXT),
        ofUnits("text of four bytes a character", TEXT, "😀", END_OF_TEXT),
        ofUnits("base64", MODEL + "\"bytes\":\"iVBORw0KGgo", "QUJD", "\"}"),
        ofUnits("base64 in short runs", TEXT, "QUJD".repeat(130) + " ", END_OF_TEXT),
        ofUnits("white space", MODEL, " \t", "\"a\":0}"),
        ofUnits("a long name", MODEL + "\"", "name", "\":0}"),
        ofUnits("names with escapes", MODEL, "\"\\u0073tream\":true,", "\"a\":0}"),
        new HostileBody("names that collide", MODEL, HostileBody::colliding, "\"a\":0}"));
  }

  /// Builds the body.
  ///
  /// @param most the maximum bytes that it takes as a string within another JSON document
  String text(int most) {
    int left = most - quoted(head) - quoted(tail);
    StringBuilder text = new StringBuilder(most).append(head);
    for (int number = 0; left > 0; number++) {
      String next = unit.apply(number);
      left -= next.isEmpty() ? left : quoted(next);
      text.append(left < 0 ? "" : next);
    }
    return text.append(tail).toString();
  }

  private static HostileBody ofUnits(String name, String head, String unit, String tail) {
    return new HostileBody(name, head, _ -> unit, tail);
  }

  // "Aa" and "BB" have the same hash, and so do all strings composed of them.
  private static String colliding(int number) {
    StringBuilder name = new StringBuilder(number < 1 << BITS ? "\"" : "");
    for (int bit = 0; bit < BITS && number < 1 << BITS; bit++) {
      name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return name.isEmpty() ? "" : name.append("\":0,").toString();
  }

  private static int quoted(String text) {
    int bytes = 0;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      bytes += character == '"' || character == '\\' || character == '\t' ? 2 : 1;
      bytes += character >= 0x80 ? 1 : 0;
    }
    return bytes;
  }
}
