package dev.streambed.bench.figure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The result of an experiment.
///
/// @param experiment its name on the command line
/// @param figures the rows of the table, in order
/// @param samples the underlying samples, by name and unit, for example `gateway ms`
/// @param pauses the number of the bench's own garbage collections while it measured
/// @param absence why nothing could be measured
/// @param failure why it failed
/// @param comparison several candidates side by side, if that is what it measures
public record ExperimentResult(
    String experiment,
    List<Figure> figures,
    Map<String, SampleSummary> samples,
    long pauses,
    Optional<String> absence,
    Optional<String> failure,
    Optional<RatioTable> comparison) {

  public ExperimentResult {
    figures = List.copyOf(figures);
    samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
  }

  /// A successful result.
  public ExperimentResult(
      String experiment, List<Figure> figures, Map<String, SampleSummary> samples, long pauses) {
    this(
        experiment, figures, samples, pauses, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// A comparison of several candidates.
  public static ExperimentResult compared(
      String experiment, RatioTable comparison, Map<String, SampleSummary> samples, long pauses) {
    return new ExperimentResult(
        experiment,
        List.of(),
        samples,
        pauses,
        Optional.empty(),
        Optional.empty(),
        Optional.of(comparison));
  }

  /// The experiment could not run.
  ///
  /// @param why what is missing
  public static ExperimentResult absent(String experiment, String why) {
    return new ExperimentResult(
        experiment, List.of(), Map.of(), 0, Optional.of(why), Optional.empty(), Optional.empty());
  }

  /// The experiment failed; samples up to then are discarded.
  ///
  /// @param why the failure, in a line that may be published
  public static ExperimentResult failed(String experiment, String why) {
    return new ExperimentResult(
        experiment, List.of(), Map.of(), 0, Optional.empty(), Optional.of(why), Optional.empty());
  }
}
