package dev.streambed.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Writes the JSON that Lambda's HTTP front doors read: the prelude of a streamed response, or a
/// complete buffered response.
final class HttpResponseJson {

  private static final int DELIMITER = 8;

  /// API Gateway requires the delimiter within the first 16 KB, and does not document how it counts
  /// them.
  private static final int LIMIT = 16_000;

  private HttpResponseJson() {}

  // Status, headers and cookies, in an object that is left open. Empty groups are omitted.
  private static StringBuilder open(int statusCode, PreludeHeaders groups) {
    StringBuilder json = new StringBuilder(256);
    json.append("{\"statusCode\":").append(statusCode);
    if (!groups.single().isEmpty()) {
      json.append(",\"headers\":{");
      for (int at = 0; at < groups.single().size(); at++) {
        name(json, at, groups.single().get(at));
        JsonStringWriter.string(json, groups.single().get(at).values().get(0));
      }
      json.append('}');
    }
    if (!groups.repeated().isEmpty()) {
      json.append(",\"multiValueHeaders\":{");
      for (int at = 0; at < groups.repeated().size(); at++) {
        name(json, at, groups.repeated().get(at));
        array(json, groups.repeated().get(at).values());
      }
      json.append('}');
    }
    if (!groups.cookies().isEmpty()) {
      json.append(",\"cookies\":");
      array(json, groups.cookies());
    }
    return json;
  }

  private static void name(StringBuilder json, int at, PreludeHeaders.Field field) {
    separate(json, at);
    JsonStringWriter.string(json, field.name());
    json.append(':');
  }

  private static void array(StringBuilder json, List<String> values) {
    json.append('[');
    for (int at = 0; at < values.size(); at++) {
      separate(json, at);
      JsonStringWriter.string(json, values.get(at));
    }
    json.append(']');
  }

  private static void separate(StringBuilder json, int at) {
    if (at > 0) {
      json.append(',');
    }
  }

  /// The prelude of a streamed response and the eight NUL bytes that separate it from the body.
  ///
  /// Throws [IllegalArgumentException] when it is too large for API Gateway.
  static byte[] prelude(Prelude prelude) {
    PreludeHeaders groups = PreludeHeaders.ofStream(prelude);
    // Names and values contain no NUL (HttpSyntax), so the first NUL starts the delimiter.
    StringBuilder json = open(prelude.statusCode(), groups).append('}');
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    if (text.length + DELIMITER >= LIMIT) {
      throw new IllegalArgumentException(
          "prelude takes " + (text.length + DELIMITER) + " bytes, and " + LIMIT + " are too many");
    }
    return Arrays.copyOf(text, text.length + DELIMITER);
  }

  /// A complete response for buffered front doors.
  static byte[] proxy(Prelude prelude, byte[] body) {
    StringBuilder json = open(prelude.statusCode(), PreludeHeaders.ofProxy(prelude));
    json.append(",\"body\":");
    boolean base64 = !text(json, body);
    if (base64) {
      json.append('"').append(Base64.getEncoder().encodeToString(body)).append('"');
    }
    json.append(",\"isBase64Encoded\":").append(base64).append('}');
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Writes the body as a string.
  ///
  /// @return false, with nothing written, when it is not UTF-8
  private static boolean text(StringBuilder json, byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      JsonStringWriter.string(json, text);
      return true;
    } catch (CharacterCodingException notText) {
      return false;
    }
  }
}
