package dev.streambed.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.lambda.LogSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The function's log. Thread-safe.
public final class FunctionLog implements LogSink {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  @Override
  public void line(String function, String line) {
    lines.add(line);
  }

  /// All lines, those of the function and of Lambda, in order.
  public List<String> all() {
    return List.copyOf(lines);
  }

  /// The function's own lines of a request.
  public List<JsonNode> of(String requestId) {
    return lines.stream()
        .filter(line -> line.contains(requestId))
        .flatMap(line -> parsed(line).stream())
        .filter(line -> line.path("request_id").asText().equals(requestId))
        .toList();
  }

  private static Optional<JsonNode> parsed(String line) {
    return Json.parse(line.getBytes(StandardCharsets.UTF_8)).filter(JsonNode::isObject);
  }
}
