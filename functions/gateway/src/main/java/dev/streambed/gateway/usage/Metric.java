package dev.streambed.gateway.usage;

/// The CloudWatch metrics. Alarms and dashboards refer to them by name.
public enum Metric {
  REQUESTS("Requests", "Count"),
  DURATION("DurationMs", "Milliseconds"),
  ERRORS("Errors", "Count"),
  REFUSALS("Refusals", "Count"),
  INPUT_TOKENS("InputTokens", "Count"),
  OUTPUT_TOKENS("OutputTokens", "Count"),
  CACHE_READ_TOKENS("CacheReadTokens", "Count"),
  CACHE_WRITE_TOKENS("CacheWriteTokens", "Count"),
  COST("CostUsd", "None"),
  UNPRICED("Unpriced", "Count"),
  ESTIMATED("Estimated", "Count"),
  FIRST_CHUNK("FirstPieceMs", "Milliseconds"),
  CHUNKS_PER_SECOND("PiecesPerSecond", "Count/Second"),
  KILLED("Killed", "Count"),
  LOST_RECORDS("LostRecords", "Count"),
  /// Reservations that neither an answer's own invocation nor a sweep could settle.
  UNSETTLED_RESERVATIONS("UnsettledReservations", "Count");

  private final String metricName;
  private final String unit;

  Metric(String word, String unit) {
    this.metricName = word;
    this.unit = unit;
  }

  /// The name in the namespace `Streambed`.
  public String metricName() {
    return metricName;
  }

  /// The CloudWatch unit.
  String unit() {
    return unit;
  }
}
