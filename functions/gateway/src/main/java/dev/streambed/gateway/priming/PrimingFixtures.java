package dev.streambed.gateway.priming;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/// The HTTP responses and the event of priming.
final class PrimingFixtures {

  /// An item that serves both as a key and as its customer.
  private static final String ITEM =
      """
      {"Item":{"customerId":{"S":"c"},"status":{"S":"active"},\
      "limits":{"M":{"requestsPerDay":{"N":"1"}}}}}\
      """;

  private static final String CHUNK =
      """
      {"type":"content_block_delta","delta":{"type":"text_delta","text":"\\u2026"}}\
      """;

  private static final String END =
      """
      {"type":"message_stop","amazon-bedrock-invocationMetrics":\
      {"inputTokenCount":1,"outputTokenCount":1}}\
      """;

  private static final String EVENT =
      "{\"version\":\"2.0\",\"rawPath\":\"/bedrock\",\"headers\":{\"x-api-key\":\"sb_"
          + "A".repeat(43)
          + "\"},\"requestContext\":{\"domainName\":\"a.lambda-url.b\",\"http\":{\"method\":\"POST\"}},"
          + "\"body\":\"{\\\"modelId\\\":\\\"m\\\",\\\"stream\\\":true}\"}";

  private PrimingFixtures() {}

  static byte[] tableResponse() {
    return http("application/x-amz-json-1.0", ITEM.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bedrockResponse() {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.writeBytes(frame(CHUNK));
    frames.writeBytes(frame(END));
    return http("application/vnd.amazon.eventstream", frames.toByteArray());
  }

  static byte[] event() {
    return EVENT.getBytes(StandardCharsets.UTF_8);
  }

  // A frame of an event stream: two lengths and their checksum, headers, payload, checksum.
  private static byte[] frame(String event) {
    byte[] headers = utf8(header(":message-type", "event") + header(":event-type", "chunk"));
    String base64 = Base64.getEncoder().encodeToString(utf8(event));
    byte[] payload = utf8("{\"bytes\":\"" + base64 + "\"}");
    ByteBuffer frame = ByteBuffer.allocate(headers.length + payload.length + 4 * Integer.BYTES);
    frame.putInt(frame.capacity()).putInt(headers.length).putInt(checksum(frame));
    frame.put(headers).put(payload).putInt(checksum(frame));
    return frame.array();
  }

  // The length of the name, the name, the type of a text, the length of the value, the value.
  private static String header(String name, String value) {
    return (char) name.length() + name + "\u0007\u0000" + (char) value.length() + value;
  }

  private static int checksum(ByteBuffer written) {
    CRC32 checksum = new CRC32();
    checksum.update(written.duplicate().flip());
    return (int) checksum.getValue();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] http(String contentType, byte[] body) {
    String head =
        "HTTP/1.1 200 OK\r\ncontent-type: "
            + contentType
            + "\r\ncontent-length: "
            + body.length
            + "\r\n\r\n";
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    answer.writeBytes(body);
    return answer.toByteArray();
  }
}
