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

/// The throughput of one fast answer. It stays below 6 MB, above which Lambda limits streams to 2
/// MB per second.
final class Throughput implements Experiment {

  private static final int CHARACTERS = 200;
  private static final double IN_A_SECOND = 1e9;
  private static final double IN_A_MEGABYTE = 1e6;

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes) throws IOException {
    AnswerSpec answerSpec = new AnswerSpec(sampleSizes.longAnswer(), 0, CHARACTERS);
    benchStack.warmUp(sampleSizes);
    InterleavedRuns interleavedRuns =
        InterleavedRuns.of(benchStack, answerSpec, sampleSizes.rounds());
    SampleSummary gateway = SampleSummary.of(interleavedRuns.gateway(Throughput::chunksPerSecond));
    SampleSummary bedrock = SampleSummary.of(interleavedRuns.bedrock(Throughput::chunksPerSecond));
    double megabytes = gateway.p50() * CHARACTERS / IN_A_MEGABYTE;
    return new ExperimentResult(
        name(),
        List.of(
            Figure.of("throughput of one answer, p50", gateway.p50(), Unit.CHUNKS_PER_SECOND),
            Figure.of("… as text", megabytes, Unit.MEGABYTES_PER_SECOND),
            Figure.of("… straight from Bedrock, p50", bedrock.p50(), Unit.CHUNKS_PER_SECOND)),
        Map.of("gateway pieces/s", gateway, "bedrock pieces/s", bedrock),
        interleavedRuns.pauses());
  }

  private static double chunksPerSecond(Answer answer) {
    return IN_A_SECOND / answer.timePerChunk(0, answer.chunks().size() - 1);
  }
}
