package dev.streambed.bedrock.protocol;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/// Encodes the frames of `application/vnd.amazon.eventstream`.
public final class FrameEncoder {

  private static final HeaderValue JSON = HeaderValue.fromString("application/json");
  private static final HeaderValue EVENT = HeaderValue.fromString("event");
  private static final HeaderValue EXCEPTION = HeaderValue.fromString("exception");

  private FrameEncoder() {}

  /// An ordinary frame.
  ///
  /// @param type the `:event-type`, for example `chunk`
  /// @param payload a JSON document
  public static byte[] event(String type, byte[] payload) {
    return encode(":event-type", type, EVENT, payload);
  }

  /// A frame that ends the stream with an exception.
  ///
  /// @param type the `:exception-type`, for example `modelStreamErrorException`
  public static byte[] exception(String type, String message) {
    byte[] payload = Json.write(Json.object().put("message", message));
    return encode(":exception-type", type, EXCEPTION, payload);
  }

  private static byte[] encode(String kind, String type, HeaderValue message, byte[] payload) {
    Map<String, HeaderValue> headers = LinkedHashMap.newLinkedHashMap(3);
    headers.put(kind, HeaderValue.fromString(type));
    headers.put(":content-type", JSON);
    headers.put(":message-type", message);
    ByteBuffer encoded = new Message(headers, payload).toByteBuffer();
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }
}
