package dev.streambed.gateway.usage;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A log line in CloudWatch's Embedded Metric Format: CloudWatch extracts the metrics from the log,
/// without an API call.
///
/// Metrics are grouped by their dimensions; each group becomes a `MetricDirective` of the format.
final class EmbeddedMetricLine {

  private final String namespace;
  private final Instant at;
  private final List<Json> directives = new ArrayList<>();
  private final Map<String, Json> values = new LinkedHashMap<>();
  private List<Json> metrics = new ArrayList<>();

  EmbeddedMetricLine(String namespace, Instant at) {
    this.namespace = namespace;
    this.at = at;
  }

  EmbeddedMetricLine add(Metric metric, BigDecimal value) {
    Map<String, Json> definition = new LinkedHashMap<>();
    definition.put("Name", new JsonString(metric.metricName()));
    definition.put("Unit", new JsonString(metric.unit()));
    metrics.add(new JsonObject(definition));
    values.put(metric.metricName(), JsonNumber.of(value));
    return this;
  }

  EmbeddedMetricLine count(Metric metric, long value) {
    return add(metric, BigDecimal.valueOf(value));
  }

  /// Ends a group of metrics without dimensions.
  EmbeddedMetricLine group() {
    return groupBy(Map.of());
  }

  /// Ends a group of metrics, published in total and once for each dimension.
  ///
  /// @param dimensions names and values; few distinct values, since each is billed as a metric
  EmbeddedMetricLine groupBy(Map<String, String> dimensions) {
    List<Json> sets = new ArrayList<>();
    sets.add(new JsonArray(List.of()));
    dimensions.forEach((name, value) -> {
      sets.add(new JsonArray(List.of(new JsonString(name))));
      values.put(name, new JsonString(value));
    });
    Map<String, Json> directive = new LinkedHashMap<>();
    directive.put("Namespace", new JsonString(namespace));
    directive.put("Dimensions", new JsonArray(sets));
    directive.put("Metrics", new JsonArray(metrics));
    directives.add(new JsonObject(directive));
    metrics = new ArrayList<>();
    return this;
  }

  String write() {
    Map<String, Json> metadata = new LinkedHashMap<>();
    metadata.put("Timestamp", JsonNumber.of(at.toEpochMilli()));
    metadata.put("CloudWatchMetrics", new JsonArray(directives));
    Map<String, Json> line = new LinkedHashMap<>();
    line.put("_aws", new JsonObject(metadata));
    line.putAll(values);
    return new JsonObject(line).write();
  }
}
