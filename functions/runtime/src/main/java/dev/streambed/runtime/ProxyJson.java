package dev.streambed.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A whole HTTP answer as buffered front doors read it.
final class ProxyJson {

  private ProxyJson() {}

  static byte[] render(Prelude prelude, byte[] body) {
    StringBuilder json =
        HttpResponseJson.open(prelude.statusCode(), PreludeHeaders.ofProxy(prelude));
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
