package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.family.Converse;
import dev.streambed.bedrock.protocol.FrameEncoder;
import dev.streambed.bedrock.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Wraps a model's documents into frames, each with Bedrock's random padding `p`, which hides how
/// long a chunk is.
final class EventEncoder {

  private static final String PADDING =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private final boolean isConverse;
  private final RandomGenerator random;

  EventEncoder(boolean isConverse, RandomGenerator random) {
    this.isConverse = isConverse;
    this.random = random;
  }

  List<byte[]> frames(List<ObjectNode> documents) {
    return documents.stream().map(this::frame).toList();
  }

  private byte[] frame(ObjectNode document) {
    return isConverse ? event(document) : chunk(document);
  }

  private byte[] chunk(ObjectNode document) {
    String bytes = Base64.getEncoder().encodeToString(Json.write(document));
    String payload = "{\"bytes\":\"" + bytes + "\",\"p\":\"" + padding() + "\"}";
    return FrameEncoder.event("chunk", payload.getBytes(StandardCharsets.ISO_8859_1));
  }

  private byte[] event(ObjectNode document) {
    Map.Entry<String, JsonNode> event = Converse.frame(document);
    ObjectNode payload = (ObjectNode) event.getValue();
    return FrameEncoder.event(event.getKey(), Json.write(payload.put("p", padding())));
  }

  private String padding() {
    return PADDING.substring(0, 1 + random.nextInt(PADDING.length()));
  }
}
