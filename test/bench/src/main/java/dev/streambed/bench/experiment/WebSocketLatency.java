package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.client.ModelClient;
import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// As [ChunkLatency], over WebSocket, and the number of messages per chunk.
///
/// @param rate chunks per second
record WebSocketLatency(int rate) implements Experiment {

  private static final double MOST_MILLIS = 3;

  @Override
  public String name() {
    return "web-socket-" + rate;
  }

  @Override
  public Optional<String> missingRequirement(BenchStack benchStack) {
    return benchStack.clients().missingWebSocket();
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes) throws IOException {
    benchStack.warmUp(sampleSizes);
    try (ModelClient socket = benchStack.clients().webSocket()) {
      for (int round = 0; round < sampleSizes.rounds(); round++) {
        socket.ask(AnswerSpec.fast(sampleSizes.longAnswer()));
      }
      AnswerSpec answerSpec = AnswerSpec.paced(rate * sampleSizes.seconds(), rate);
      InterleavedRuns.of(socket, benchStack.bedrock(), answerSpec, 1);
      return finding(
          InterleavedRuns.of(socket, benchStack.bedrock(), answerSpec, sampleSizes.rounds()));
    }
  }

  private ExperimentResult finding(InterleavedRuns interleavedRuns) {
    SampleSummary gateway = SampleSummary.inMillis(interleavedRuns.gatewayLatencies());
    SampleSummary bedrock = SampleSummary.inMillis(interleavedRuns.bedrockLatencies());
    SampleSummary messages = SampleSummary.of(interleavedRuns.gateway(Answer::messagesPerChunk));
    return new ExperimentResult(
        name(),
        List.of(
            millis(
                    "added to a chunk over WebSocket, %,d a second, p50",
                    gateway.p50() - bedrock.p50())
                .within(MOST_MILLIS),
            millis("… %,d a second, p99", gateway.p99() - bedrock.p99()),
            figure("… %,d a second, messages posted per chunk", messages.p50(), Unit.MESSAGES)),
        Map.of("gateway ms", gateway, "bedrock ms", bedrock, "messages per piece", messages),
        interleavedRuns.pauses());
  }

  private Figure millis(String label, double value) {
    return figure(label, value, Unit.MILLISECONDS);
  }

  private Figure figure(String label, double value, Unit unit) {
    return Figure.of(label.formatted(rate), value, unit);
  }
}
