package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import dev.streambed.bench.probe.ApiKeyCacheProbe;
import dev.streambed.bench.probe.ProbeProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Whether the memory of the API key caches is bounded.
final class ApiKeyCacheMemory implements Experiment {

  // Bounded memory may vary by this much.
  private static final double MOST_TIMES = 1.25;
  private static final int SOME = 40_000;
  private static final int MANY = 100_000;

  @Override
  public String name() {
    return "caches";
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException {
    Map<String, Double> figures =
        ProbeProcess.asTheFunction()
            .run(ApiKeyCacheProbe.class, Integer.toString(SOME), Integer.toString(MANY));
    double some = figures.getOrDefault("some", Double.NaN);
    double many = figures.getOrDefault("many", Double.NaN);
    return new ExperimentResult(
        name(),
        List.of(
            Figure.of(
                "heap of the caches after %,d API keys seen".formatted(MANY), many, Unit.MEBIBYTES),
            Figure.of("… to %,d API keys".formatted(SOME), many / some, Unit.TIMES)
                .within(MOST_TIMES)),
        Map.of(
            "some MB", SampleSummary.of(List.of(some)), "many MB", SampleSummary.of(List.of(many))),
        0);
  }
}
