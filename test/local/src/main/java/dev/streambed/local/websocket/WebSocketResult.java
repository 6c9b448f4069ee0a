package dev.streambed.local.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.http.MalformedResponseException;
import dev.streambed.local.http.MalformedResponseException.Part;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import dev.streambed.local.http.ResponseHeadReader;
import java.util.Optional;
import java.util.Set;

/// A function's response in the JSON of a WebSocket API's proxy integration.
///
/// @param head status and headers
/// @param body the message for the client if the route has a response, or the empty string
record WebSocketResult(ResponseHead head, String body) {

  private static final Set<String> KNOWN =
      Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");
  private static final String PROTOCOL = "Sec-WebSocket-Protocol";

  static WebSocketResult read(byte[] answer) throws MalformedResponseException {
    JsonNode json = ResponseHeadReader.json(answer);
    if (!json.has("statusCode")) {
      throw new MalformedResponseException(Part.FORMAT, "the answer has no statusCode");
    }
    JsonNode body = json.path("body");
    if (!body.isTextual() && !body.isMissingNode() && !body.isNull()) {
      throw new MalformedResponseException(Part.FORMAT, "the body is not text");
    }
    return new WebSocketResult(
        ResponseHeadReader.read(json, KNOWN), body.isTextual() ? body.asText() : "");
  }

  /// Whether the connection is accepted.
  boolean isSuccess() {
    return head.status() / 100 == 2;
  }

  /// The subprotocol that the function chose.
  Optional<String> protocol() {
    return head.headers().stream()
        .filter(header -> header.name().equalsIgnoreCase(PROTOCOL))
        .map(Header::value)
        .findFirst();
  }
}
