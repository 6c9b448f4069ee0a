package dev.streambed.local.functionurl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.http.MalformedResponseException;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHeadReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// A function's response in payload format 2.0.
///
/// @param head status and headers
/// @param body the body
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record BufferedResult(ResponseHead head, byte[] body) {

  private static final Set<String> KNOWN =
      Set.of("statusCode", "headers", "cookies", "body", "isBase64Encoded");

  /// Reads a response. One without `statusCode` is itself the body, as JSON.
  static BufferedResult read(byte[] answer) throws MalformedResponseException {
    JsonNode json = ResponseHeadReader.json(answer);
    if (!json.has("statusCode")) {
      return new BufferedResult(ResponseHead.of(200, "application/json"), answer);
    }
    return new BufferedResult(ResponseHeadReader.read(json, KNOWN), body(json));
  }

  private static byte[] body(JsonNode json) throws MalformedResponseException {
    String text = json.path("body").asText();
    return json.path("isBase64Encoded").asBoolean()
        ? ResponseHeadReader.base64(text)
        : text.getBytes(StandardCharsets.UTF_8);
  }
}
