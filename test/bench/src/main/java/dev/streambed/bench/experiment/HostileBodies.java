package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import dev.streambed.bench.probe.BodyProbe;
import dev.streambed.bench.probe.ProbeProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether the processor time of any body is proportional to its size.
final class HostileBodies implements Experiment {

  private static final double MOST_TIMES = 10;
  private static final int MEBIBYTE = 1024 * 1024;
  private static final String MESSAGE = "message_";

  @Override
  public String name() {
    return "hostile-bodies";
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException {
    Map<String, Double> millis =
        new TreeMap<>(
            ProbeProcess.asTheFunction()
                .with("/runtime/", "streambed-runtime", "/amazonaws/")
                .run(
                    BodyProbe.class,
                    Integer.toString(sampleSizes.bodyMebibytes() * MEBIBYTE),
                    Integer.toString(sampleSizes.rounds())));
    List<Figure> figures = new ArrayList<>();
    Map<String, SampleSummary> samples = new LinkedHashMap<>();
    figures.addAll(figures(millis, "", "a body of %d MB".formatted(sampleSizes.bodyMebibytes())));
    figures.addAll(figures(millis, MESSAGE, "a message of 1 MB on a WebSocket"));
    millis.forEach((body, time) ->
        samples.put(body.replace('_', ' ') + " ms per MB", SampleSummary.of(List.of(time))));
    return new ExperimentResult(name(), figures, samples, 0);
  }

  /// @param kind the prefix of their names
  private static List<Figure> figures(Map<String, Double> millis, String kind, String subject) {
    double plain = millis.getOrDefault(kind + "plain", Double.NaN);
    String worst = kind + "plain";
    for (String name : millis.keySet()) {
      if (name.startsWith(MESSAGE) == kind.equals(MESSAGE)
          && millis.getOrDefault(name, 0.0) > millis.getOrDefault(worst, 0.0)) {
        worst = name;
      }
    }
    double most = millis.getOrDefault(worst, Double.NaN);
    String what = worst.substring(kind.length()).replace('_', ' ');
    return List.of(
        Figure.of("processor time to read " + subject + ", per MB", plain, Unit.MILLISECONDS),
        Figure.of("… the worst of the hostile ones, to it: " + what, most / plain, Unit.TIMES)
            .within(MOST_TIMES));
  }
}
