package dev.streambed.local.url;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.http.HeadReader;
import dev.streambed.local.http.MalformedAnswer;
import dev.streambed.local.http.MalformedAnswer.Part;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.vocabulary.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/// A function's answer in payload format 2.0.
///
/// @param head status and headers
/// @param body the body
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record BufferedAnswer(ResponseHead head, byte[] body) {

  private static final Set<String> KNOWN =
      Set.of("statusCode", "headers", "cookies", "body", "isBase64Encoded");

  /// Reads an answer. One without `statusCode` is itself the body, as JSON.
  static BufferedAnswer read(byte[] answer) throws MalformedAnswer {
    JsonNode json =
        Json.parse(answer)
            .orElseThrow(() -> new MalformedAnswer(Part.FORMAT, "the answer is not JSON"));
    if (!json.has("statusCode")) {
      return new BufferedAnswer(ResponseHead.of(200, "application/json"), answer);
    }
    return new BufferedAnswer(HeadReader.read(json, KNOWN), body(json));
  }

  private static byte[] body(JsonNode json) throws MalformedAnswer {
    String text = json.path("body").asText();
    if (!json.path("isBase64Encoded").asBoolean()) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw new MalformedAnswer(Part.FORMAT, "the body is not base64");
    }
  }
}
