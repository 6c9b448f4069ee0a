package dev.streambed.gateway.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// How many tokens a body may be, from its bytes alone: every model family has another tokenizer,
/// and the largest would not fit into the function.
///
/// | what | tokens |
/// |---|---|
/// | text, and the JSON around it | a third of its bytes; English has 4 bytes a token and more |
/// | an image in base64 (JPEG, PNG, GIF, WebP) where models have images | 1,600: about the most that Claude takes it for |
/// | anything else in base64, such as a PDF | a twelfth of its characters |
///
/// Models have images in a member `data` or `bytes`, or in a `data:image/…;base64,` URL. Elsewhere
/// what looks like one is text: else a caller could write as much as it likes for the price of one.
final class PromptSize {

  private static final int BYTES_PER_TOKEN = 3;
  private static final long TOKENS_PER_IMAGE = 1600;
  private static final int BASE64_PER_TOKEN = 12;

  /// No word is as long; an icon in base64 is.
  private static final int SHORTEST_BASE64 = 512;

  /// How the four formats begin in base64.
  private static final List<byte[]> IMAGES =
      List.of(ascii("/9j/"), ascii("iVBORw0KGgo"), ascii("R0lGOD"), ascii("UklGR"));

  private static final byte[] URL_BEGINS = ascii("\"data:image/");
  private static final byte[] URL_ENDS = ascii(";base64,");

  /// From the quotation mark to the image no URL is longer.
  private static final int LONGEST_URL = 64;

  private static final List<byte[]> MEMBERS = List.of(ascii("\"data\""), ascii("\"bytes\""));

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
    boolean isImage =
        IMAGES.stream().anyMatch(beginning -> startsWith(body, start, beginning))
            && (isInUrl(body, start) || isInMember(body, start));
    return isImage ? TOKENS_PER_IMAGE : ((long) end - start) / BASE64_PER_TOKEN + 1;
  }

  private static boolean isInUrl(byte[] body, int start) {
    if (!endsWith(body, start, URL_ENDS)) {
      return false;
    }
    int quote = start - 1;
    while (quote > 0 && start - quote < LONGEST_URL && body[quote] != '"') {
      quote--;
    }
    return quote > 0 && body[quote - 1] != '\\' && startsWith(body, quote, URL_BEGINS);
  }

  private static boolean isInMember(byte[] body, int start) {
    if (start == 0 || body[start - 1] != '"') {
      return false;
    }
    int colon = beforeSpace(body, start - 1);
    int name = colon > 0 && body[colon - 1] == ':' ? beforeSpace(body, colon - 1) : 0;
    return MEMBERS.stream()
        .anyMatch(member ->
            endsWith(body, name, member)
                // Else it is quoted itself, within a text.
                && (name == member.length || body[name - member.length - 1] != '\\'));
  }

  private static int beforeSpace(byte[] body, int end) {
    int at = end;
    while (at > 0 && Character.isWhitespace(body[at - 1])) {
      at--;
    }
    return at;
  }

  private static boolean endsWith(byte[] body, int end, byte[] ending) {
    int from = end - ending.length;
    return from >= 0 && Arrays.equals(body, from, end, ending, 0, ending.length);
  }

  private static boolean startsWith(byte[] body, int start, byte[] beginning) {
    int at = start;
    for (byte character : beginning) {
      // Some writers escape a slash.
      at += at < body.length && body[at] == '\\' ? 1 : 0;
      if (at >= body.length || body[at] != character) {
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
