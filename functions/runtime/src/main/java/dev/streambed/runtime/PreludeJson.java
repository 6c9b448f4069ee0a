package dev.streambed.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What precedes the body of a streamed HTTP answer: the prelude as JSON, then eight NUL bytes.
final class PreludeJson {

  private static final int DELIMITER = 8;

  /// API Gateway wants the delimiter within the first 16 KB and does not say how it counts them.
  private static final int LIMIT = 16_000;

  private PreludeJson() {}

  /// Throws [IllegalArgumentException] when it is too large for API Gateway.
  static byte[] render(Prelude prelude) {
    PreludeHeaders groups = PreludeHeaders.ofStream(prelude);
    // Names and values have no NUL in them (HttpSyntax), so the delimiter is the first one.
    StringBuilder json = HttpResponseJson.open(prelude.statusCode(), groups).append('}');
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    if (text.length + DELIMITER >= LIMIT) {
      throw new IllegalArgumentException(
          "prelude takes " + (text.length + DELIMITER) + " bytes, and " + LIMIT + " are too many");
    }
    return Arrays.copyOf(text, text.length + DELIMITER);
  }
}
