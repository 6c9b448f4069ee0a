package dev.streambed.gateway.priming;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

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
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    chunk(CHUNK).encode(stream);
    chunk(END).encode(stream);
    return http("application/vnd.amazon.eventstream", stream.toByteArray());
  }

  static byte[] event() {
    return EVENT.getBytes(StandardCharsets.UTF_8);
  }

  private static Message chunk(String event) {
    String bytes = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));
    Map<String, HeaderValue> headers =
        Map.of(
            ":message-type", HeaderValue.fromString("event"),
            ":event-type", HeaderValue.fromString("chunk"),
            ":content-type", HeaderValue.fromString("application/json"));
    return new Message(headers, ("{\"bytes\":\"" + bytes + "\"}").getBytes(StandardCharsets.UTF_8));
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
