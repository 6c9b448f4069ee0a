package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.Door;
import dev.streambed.bench.client.Wish;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The same answer, asked for through the gateway and straight, in turns. Not thread-safe.
final class Turns {

  private final List<Answer> gateway = new ArrayList<>();
  private final List<Answer> bedrock = new ArrayList<>();
  private final Pauses pauses = new Pauses();

  private Turns() {}

  /// Asks so many times each way, over HTTP.
  static Turns of(Stage stage, Wish wish, int rounds) throws IOException {
    return of(stage.gateway(), stage.bedrock(), wish, rounds);
  }

  /// Asks so many times each way.
  static Turns of(Door gateway, Door bedrock, Wish wish, int rounds) throws IOException {
    Turns turns = new Turns();
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        turns.gateway.add(turns.ask(gateway, wish));
        turns.bedrock.add(turns.ask(bedrock, wish));
      } else {
        turns.bedrock.add(turns.ask(bedrock, wish));
        turns.gateway.add(turns.ask(gateway, wish));
      }
    }
    return turns;
  }

  /// One sample of each answer through the gateway.
  List<Double> gateway(ToDoubleFunction<Answer> sample) {
    return gateway.stream().map(sample::applyAsDouble).toList();
  }

  /// One sample of each answer straight from Bedrock.
  List<Double> bedrock(ToDoubleFunction<Answer> sample) {
    return bedrock.stream().map(sample::applyAsDouble).toList();
  }

  /// The latency of every piece through the gateway, in nanoseconds.
  List<Double> gatewayLatencies() {
    return latencies(gateway);
  }

  /// The latency of every piece straight from Bedrock, in nanoseconds.
  List<Double> bedrockLatencies() {
    return latencies(bedrock);
  }

  long pauses() {
    return pauses.counted();
  }

  private Answer ask(Door door, Wish wish) throws IOException {
    pauses.settle();
    Answer answer = door.ask(wish);
    pauses.count();
    return answer;
  }

  private static List<Double> latencies(List<Answer> answers) {
    return answers.stream()
        .flatMap(answer -> answer.pieces().stream())
        .map(piece -> (double) piece.latency())
        .toList();
  }
}
