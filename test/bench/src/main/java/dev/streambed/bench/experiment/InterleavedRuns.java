package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.client.ModelClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The same answer through the gateway and straight from Bedrock, alternately. Not thread-safe.
final class InterleavedRuns {

  private final List<Answer> gateway = new ArrayList<>();
  private final List<Answer> bedrock = new ArrayList<>();
  private final GarbageCollections garbageCollections = new GarbageCollections();

  private InterleavedRuns() {}

  /// Runs a number of rounds each way, over HTTP.
  static InterleavedRuns of(BenchStack benchStack, AnswerSpec answerSpec, int rounds)
      throws IOException {
    return of(benchStack.gateway(), benchStack.bedrock(), answerSpec, rounds);
  }

  /// Runs a number of rounds each way.
  static InterleavedRuns of(
      ModelClient gateway, ModelClient bedrock, AnswerSpec answerSpec, int rounds)
      throws IOException {
    InterleavedRuns interleavedRuns = new InterleavedRuns();
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        interleavedRuns.gateway.add(interleavedRuns.ask(gateway, answerSpec));
        interleavedRuns.bedrock.add(interleavedRuns.ask(bedrock, answerSpec));
      } else {
        interleavedRuns.bedrock.add(interleavedRuns.ask(bedrock, answerSpec));
        interleavedRuns.gateway.add(interleavedRuns.ask(gateway, answerSpec));
      }
    }
    return interleavedRuns;
  }

  /// One sample of each answer through the gateway.
  List<Double> gateway(ToDoubleFunction<Answer> sample) {
    return gateway.stream().map(sample::applyAsDouble).toList();
  }

  /// One sample of each answer straight from Bedrock.
  List<Double> bedrock(ToDoubleFunction<Answer> sample) {
    return bedrock.stream().map(sample::applyAsDouble).toList();
  }

  /// The latency of every chunk through the gateway, in nanoseconds.
  List<Double> gatewayLatencies() {
    return latencies(gateway);
  }

  /// The latency of every chunk straight from Bedrock, in nanoseconds.
  List<Double> bedrockLatencies() {
    return latencies(bedrock);
  }

  long pauses() {
    return garbageCollections.counted();
  }

  private Answer ask(ModelClient modelClient, AnswerSpec answerSpec) throws IOException {
    garbageCollections.collectGarbage();
    Answer answer = modelClient.ask(answerSpec);
    garbageCollections.count();
    return answer;
  }

  private static List<Double> latencies(List<Answer> answers) {
    return answers.stream()
        .flatMap(answer -> answer.chunks().stream())
        .map(chunk -> (double) chunk.latency())
        .toList();
  }
}
