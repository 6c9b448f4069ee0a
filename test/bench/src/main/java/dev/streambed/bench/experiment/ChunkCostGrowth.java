package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Whether a chunk of a long answer takes longer than a chunk of a short one.
final class ChunkCostGrowth implements Experiment {

  // A constant cost may vary by this much.
  private static final double MOST_TIMES = 1.25;
  private static final double NANOS_IN_A_MICROSECOND = 1e3;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes) throws IOException {
    benchStack.warmUp(sampleSizes);
    InterleavedRuns brief =
        InterleavedRuns.of(
            benchStack, AnswerSpec.fast(sampleSizes.shortAnswer()), 3 * sampleSizes.rounds());
    InterleavedRuns lengthy =
        InterleavedRuns.of(
            benchStack, AnswerSpec.fast(sampleSizes.longAnswer()), sampleSizes.rounds());
    SampleSummary small = SampleSummary.of(brief.gateway(ChunkCostGrowth::wholeMicros));
    SampleSummary large = SampleSummary.of(lengthy.gateway(ChunkCostGrowth::wholeMicros));
    SampleSummary tenths = SampleSummary.of(lengthy.gateway(ChunkCostGrowth::lastToFirstTenth));
    return new ExperimentResult(
        name(),
        List.of(
            Figure.of(
                label("time per chunk, %,d chunks", sampleSizes.shortAnswer()),
                small.p50(),
                Unit.MICROSECONDS),
            Figure.of(
                label("… %,d chunks", sampleSizes.longAnswer()), large.p50(), Unit.MICROSECONDS),
            times("… long answer to short", large.p50() / small.p50()),
            times("… last tenth to first, long answer", tenths.p50())),
        Map.of("short µs", small, "long µs", large, "last tenth to first ×", tenths),
        brief.pauses() + lengthy.pauses());
  }

  private static double wholeMicros(Answer answer) {
    return answer.timePerChunk(0, answer.chunks().size() - 1) / NANOS_IN_A_MICROSECOND;
  }

  private static double lastToFirstTenth(Answer answer) {
    int last = answer.chunks().size() - 1;
    int tenth = answer.chunks().size() / 10;
    return answer.timePerChunk(last - tenth, last) / answer.timePerChunk(0, tenth);
  }

  private static Figure times(String label, double value) {
    return Figure.of(label, value, Unit.TIMES).within(MOST_TIMES);
  }

  private static String label(String label, int chunks) {
    return label.formatted(chunks);
  }
}
