package dev.streambed.bench.experiment;

import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The time from Bedrock sending a chunk to its arrival, at a fixed rate.
///
/// @param rate chunks per second
record ChunkLatency(int rate) implements Experiment {

  private static final double MOST_MILLIS = 0.5;
  private static final double MOST_MILLIS_P99 = 3;

  @Override
  public String name() {
    return "latency-" + rate;
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes) throws IOException {
    AnswerSpec answerSpec = AnswerSpec.paced(rate * sampleSizes.seconds(), rate);
    benchStack.warmUp(sampleSizes);
    InterleavedRuns.of(benchStack, answerSpec, 1);
    InterleavedRuns interleavedRuns =
        InterleavedRuns.of(benchStack, answerSpec, sampleSizes.rounds());
    SampleSummary gateway = SampleSummary.inMillis(interleavedRuns.gatewayLatencies());
    SampleSummary bedrock = SampleSummary.inMillis(interleavedRuns.bedrockLatencies());
    return new ExperimentResult(
        name(),
        List.of(
            millis("latency added to a chunk, %,d a second, p50", gateway.p50() - bedrock.p50())
                .within(MOST_MILLIS),
            millis("… %,d a second, p99", gateway.p99() - bedrock.p99()).within(MOST_MILLIS_P99)),
        Map.of("gateway ms", gateway, "bedrock ms", bedrock),
        interleavedRuns.pauses());
  }

  private Figure millis(String label, double value) {
    return Figure.of(label.formatted(rate), value, Unit.MILLISECONDS);
  }
}
