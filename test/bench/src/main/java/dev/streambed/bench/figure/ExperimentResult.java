package dev.streambed.bench.figure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an experiment found.
///
/// @param experiment its name on the command line
/// @param figures what stands in the table, in order
/// @param samples what they were made of, by name and unit, for example `gateway ms`
/// @param pauses how often the bench itself collected garbage while it measured
/// @param absence why nothing could be measured
/// @param failure what went wrong while it was
public record ExperimentResult(
    String experiment,
    List<Figure> figures,
    Map<String, SampleSummary> samples,
    long pauses,
    Optional<String> absence,
    Optional<String> failure) {

  public ExperimentResult {
    figures = List.copyOf(figures);
    samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
  }

  /// Something was measured.
  public ExperimentResult(
      String experiment, List<Figure> figures, Map<String, SampleSummary> samples, long pauses) {
    this(experiment, figures, samples, pauses, Optional.empty(), Optional.empty());
  }

  /// Nothing was.
  ///
  /// @param why what is missing
  public static ExperimentResult absent(String experiment, String why) {
    return new ExperimentResult(
        experiment, List.of(), Map.of(), 0, Optional.of(why), Optional.empty());
  }

  /// It went wrong; what had been measured until then is worth nothing.
  ///
  /// @param why what went wrong, in a line that everybody may read
  public static ExperimentResult failed(String experiment, String why) {
    return new ExperimentResult(
        experiment, List.of(), Map.of(), 0, Optional.empty(), Optional.of(why));
  }
}
