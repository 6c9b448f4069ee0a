package dev.streambed.gateway.usage;

/// What the function tells CloudWatch of; alarms and dashboards know it by these names.
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
  /// Reservations that could not be settled, by an answer's own invocation or by a sweep.
  UNSETTLED_RESERVATIONS("UnsettledReservations", "Count");

  private final String metricName;
  private final String unit;

  Metric(String word, String unit) {
    this.metricName = word;
    this.unit = unit;
  }

  /// Its name, in the namespace `Streambed`.
  public String metricName() {
    return metricName;
  }

  /// One of CloudWatch's units.
  String unit() {
    return unit;
  }
}
