package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.PromptPart;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Reads messages from clients.
final class WebSocketMessageReader {

  private static final String NO_OBJECT = "The message is not a JSON object.";
  private static final String NO_ID =
      "id is required and must have up to 64 letters, digits, - and _.";
  private static final String NO_INDEX = "index must be a whole number from 0 to 63.";
  private static final String NO_LAST = "last must be true or false.";
  private static final String NO_DATA = "data must be a string.";

  private WebSocketMessageReader() {}

  static WebSocketMessage read(Payload body) {
    try {
      return Json.read(body.bytes()) instanceof JsonObject message
          ? read(message, body)
          : wrong(NO_OBJECT, "");
    } catch (JsonException e) {
      return wrong(e.sentence("The message"), "");
    }
  }

  private static WebSocketMessage read(JsonObject message, Payload body) {
    String action = message.text("action").orElse("");
    if (action.equals("ping")) {
      return new WebSocketMessage.Ping();
    }
    Optional<ClientAnswerId> id = message.text("id").flatMap(ClientAnswerId::of);
    if (!action.equals("invoke") && !action.equals("part") && !action.equals("stop")) {
      Problem unknown = Problem.of(ErrorCode.UNKNOWN_ACTION);
      return new WebSocketMessage.Invalid(unknown, id.map(ClientAnswerId::value).orElse(""));
    }
    return id.map(known -> about(known, action, message, body)).orElseGet(() -> wrong(NO_ID, ""));
  }

  private static WebSocketMessage about(
      ClientAnswerId id, String action, JsonObject message, Payload body) {
    return switch (action) {
      case "invoke" -> new WebSocketMessage.Invoke(id, body);
      case "stop" -> new WebSocketMessage.Stop(id);
      default -> part(id, message);
    };
  }

  private static WebSocketMessage part(ClientAnswerId id, JsonObject message) {
    int index = index(message);
    Optional<Boolean> last = last(message);
    Optional<String> data = message.text("data");
    if (index < 0 || last.isEmpty() || data.isEmpty()) {
      String complaint = index < 0 ? NO_INDEX : last.isEmpty() ? NO_LAST : NO_DATA;
      return wrong(complaint, id.value());
    }
    return new WebSocketMessage.Part(id, new PromptPart(index, last.get(), data.get()));
  }

  // Parsed from its digits: 1.5 is not an index.
  private static int index(JsonObject message) {
    boolean isPlace =
        message.get("index").orElse(new JsonNull()) instanceof JsonNumber(String digits)
            && digits.matches("[0-9]{1,2}")
            && Integer.parseInt(digits) < PromptPart.MAX_PARTS;
    return isPlace ? (int) message.number("index").orElse(-1) : -1;
  }

  private static Optional<Boolean> last(JsonObject message) {
    return switch (message.get("last").orElse(new JsonNull())) {
      case JsonBoolean(boolean last) -> Optional.of(last);
      case JsonNull() -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static WebSocketMessage wrong(String sentence, String id) {
    return new WebSocketMessage.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, sentence), id);
  }
}
