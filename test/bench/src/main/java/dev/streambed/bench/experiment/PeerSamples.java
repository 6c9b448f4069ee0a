package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.RatioTable;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The samples of all candidates, row by row. Not thread-safe.
final class PeerSamples {

  private final Map<PeerRow, Map<String, List<Double>>> samples = new LinkedHashMap<>();

  /// A row of the table.
  ///
  /// @param label what is measured
  /// @param unit the unit of its samples
  /// @param reading which number of the samples is the figure
  record PeerRow(String label, Unit unit, Reading reading) {

    static PeerRow median(String label, Unit unit) {
      return new PeerRow(label, unit, Reading.MEDIAN);
    }
  }

  /// The number that is read from samples.
  enum Reading {
    MEDIAN,
    P99,
    /// A median that is shown as it is, not as a ratio.
    COUNT,
    /// By how much the median is above that of [#STRAIGHT].
    ADDED
  }

  /// The candidate that is no function: the Bedrock endpoint itself.
  static final String STRAIGHT = "straight from Bedrock";

  void add(PeerRow row, String candidate, double sample) {
    addAll(row, candidate, List.of(sample));
  }

  void addAll(PeerRow row, String candidate, Collection<Double> more) {
    samples
        .computeIfAbsent(row, _ -> new LinkedHashMap<>())
        .computeIfAbsent(candidate, _ -> new ArrayList<>())
        .addAll(more);
  }

  /// The rows in the order of their first sample.
  List<RatioTable.Row> rows() {
    return samples.entrySet().stream().map(row -> row(row.getKey(), row.getValue())).toList();
  }

  /// All samples, by row and candidate.
  Map<String, SampleSummary> summaries() {
    Map<String, SampleSummary> summaries = new LinkedHashMap<>();
    samples.forEach((row, byCandidate) ->
        byCandidate.forEach((candidate, all) ->
            summaries.put(
                "%s, %s: %s".formatted(row.label(), row.unit().symbol(), candidate),
                SampleSummary.of(all))));
    return summaries;
  }

  private static RatioTable.Row row(PeerRow row, Map<String, List<Double>> byCandidate) {
    Map<String, Double> values = new LinkedHashMap<>();
    byCandidate.forEach(
        (candidate, all) -> values.put(candidate, value(row.reading(), all, byCandidate)));
    values.remove(STRAIGHT);
    return new RatioTable.Row(row.label(), row.unit(), row.reading() != Reading.COUNT, values);
  }

  private static double value(
      Reading reading, List<Double> samples, Map<String, List<Double>> byCandidate) {
    SampleSummary summary = SampleSummary.of(samples);
    return switch (reading) {
      case MEDIAN, COUNT -> summary.p50();
      case P99 -> summary.p99();
      case ADDED ->
          summary.p50() - SampleSummary.of(byCandidate.getOrDefault(STRAIGHT, List.of(0.0))).p50();
    };
  }
}
