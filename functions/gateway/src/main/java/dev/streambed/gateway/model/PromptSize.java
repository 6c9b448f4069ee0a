package dev.streambed.gateway.model;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// How many tokens a body may be, from its bytes alone: every model family has another tokenizer,
/// and the largest would not fit into the function.
///
/// | what | tokens |
/// |---|---|
/// | text, and the JSON around it | a third of its bytes; English has 4 bytes a token and more |
/// | an image in base64 (JPEG, PNG, GIF, WebP) | 1,600: about the most that Claude takes it for |
/// | anything else in base64, such as a PDF | a twelfth of its characters |
final class PromptSize {

  private static final int BYTES_PER_TOKEN = 3;
  private static final long TOKENS_PER_IMAGE = 1600;
  private static final int BASE64_PER_TOKEN = 12;

  /// No word is as long; an icon in base64 is.
  private static final int SHORTEST_BASE64 = 512;

  /// How the four formats begin in base64.
  private static final List<byte[]> IMAGES =
      List.of(ascii("/9j/"), ascii("iVBORw0KGgo"), ascii("R0lGOD"), ascii("UklGR"));

  private PromptSize() {}

  /// The tokens of a body, rounded up.
  static long tokens(byte[] body) {
    long tokens = 0;
    long text = 0;
    int at = 0;
    while (at < body.length) {
      int end = endOfRun(body, at);
      if (end - at >= SHORTEST_BASE64) {
        tokens += ofBase64(body, at, end);
      } else {
        text += end - at;
      }
      // The byte that ended the run is text.
      text += end < body.length ? 1 : 0;
      at = end + 1;
    }
    return tokens + (text + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
  }

  private static long ofBase64(byte[] body, int start, int end) {
    for (byte[] beginning : IMAGES) {
      if (startsWith(body, start, beginning)) {
        return TOKENS_PER_IMAGE;
      }
    }
    return ((long) end - start) / BASE64_PER_TOKEN + 1;
  }

  private static boolean startsWith(byte[] body, int start, byte[] beginning) {
    int at = start;
    for (byte character : beginning) {
      // Some writers escape a slash.
      if (body[at] == '\\') {
        at++;
      }
      if (body[at] != character) {
        return false;
      }
      at++;
    }
    return true;
  }

  private static int endOfRun(byte[] body, int start) {
    int at = start;
    while (at < body.length && isBase64(body[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBase64(byte character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '+'
        || character == '/'
        || character == '='
        || character == '\\';
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
