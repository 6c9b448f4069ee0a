package dev.streambed.local.tables;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// Counts the admitted requests, by operation and table. Thread-safe.
public final class RequestCounts {

  private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();

  RequestCounts() {}

  /// The kind of a request.
  ///
  /// @param operation for example `UpdateItem`
  /// @param table the one table that it names, by name or ARN; empty when it names none or several
  public record Kind(String operation, String table) {}

  /// The counts so far.
  public Map<Kind, Long> counts() {
    return counts.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, count -> count.getValue().sum()));
  }

  void add(String operation, byte[] body) {
    String table =
        Json.parse(body).map(request -> request.path("TableName")).map(JsonNode::asText).orElse("");
    counts.computeIfAbsent(new Kind(operation, table), _ -> new LongAdder()).increment();
  }
}
