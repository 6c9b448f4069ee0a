package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/// One frame of an event stream.
///
/// @param type of the event or the exception, such as `chunk` or `throttlingException`
/// @param isException whether it stands for an exception
/// @param payload JSON text
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record EventFrame(String type, boolean isException, byte[] payload) {

  private static final byte[] NOTHING = new byte[0];

  /// Reads a frame and verifies its checksums. A damaged one stands for an exception.
  ///
  /// @param bytes of the whole frame
  static EventFrame of(byte[] bytes) {
    try {
      Message message = Message.decode(ByteBuffer.wrap(bytes));
      String kind = header(message, ":message-type");
      return switch (kind) {
        case "exception" ->
            new EventFrame(header(message, ":exception-type"), true, message.getPayload());
        case "error" -> new EventFrame(header(message, ":error-code"), true, message.getPayload());
        default -> new EventFrame(header(message, ":event-type"), false, message.getPayload());
      };
    } catch (IllegalArgumentException | IllegalStateException | BufferUnderflowException _) {
      return new EventFrame("damagedEventFrame", true, NOTHING);
    }
  }

  /// The exception that it stands for, with AWS's name of it.
  ParsedEvent.Failure failure() {
    String name = type.isEmpty() ? "" : Character.toUpperCase(type.charAt(0)) + type.substring(1);
    JsonObject body = ModelEvent.of(payload).object();
    return new ParsedEvent.Failure(
        name.isEmpty() ? "UnknownException" : name, body.text("message").orElse(""));
  }

  /// The model's own event, which `InvokeModelWithResponseStream` wraps in base64; empty when there
  /// is none.
  byte[] modelEvent() {
    String base64 = ModelEvent.of(payload).object().text("bytes").orElse("");
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      return NOTHING;
    }
  }

  private static String header(Message message, String name) {
    HeaderValue value = message.getHeaders().get(name);
    return value == null ? "" : value.getString();
  }
}
