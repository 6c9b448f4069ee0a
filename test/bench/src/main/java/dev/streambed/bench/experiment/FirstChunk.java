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

/// The time from the request to the first chunk, warm.
final class FirstChunk implements Experiment {

  private static final double MOST_MILLIS = 15;

  @Override
  public String name() {
    return "first-piece";
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes) throws IOException {
    benchStack.warmUp(sampleSizes);
    InterleavedRuns interleavedRuns =
        InterleavedRuns.of(benchStack, AnswerSpec.fast(1), sampleSizes.firstChunks());
    SampleSummary gateway =
        SampleSummary.inMillis(interleavedRuns.gateway(Answer::timeToFirstChunk));
    SampleSummary bedrock =
        SampleSummary.inMillis(interleavedRuns.bedrock(Answer::timeToFirstChunk));
    return new ExperimentResult(
        name(),
        List.of(
            millis("time to first chunk, warm, p50", gateway.p50()),
            millis("… p99", gateway.p99()),
            millis("… straight from Bedrock, p50", bedrock.p50()),
            millis("… added by the gateway, p50", gateway.p50() - bedrock.p50())
                .within(MOST_MILLIS),
            millis("… added, p99", gateway.p99() - bedrock.p99())),
        Map.of("gateway ms", gateway, "bedrock ms", bedrock),
        interleavedRuns.pauses());
  }

  private static Figure millis(String label, double value) {
    return Figure.of(label, value, Unit.MILLISECONDS);
  }
}
