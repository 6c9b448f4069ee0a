package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.Door;
import dev.streambed.bench.client.Wish;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.Finding;
import dev.streambed.bench.figure.Summary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// As [PieceLatency], over WebSocket; and in how many messages the pieces come.
///
/// @param rate pieces a second
record SocketLatency(int rate) implements Experiment {

  private static final double MOST_MILLIS = 3;

  @Override
  public String name() {
    return "web-socket-" + rate;
  }

  @Override
  public Optional<String> lacks(Stage stage) {
    return stage.doors().lacksWebSocket();
  }

  @Override
  public Finding run(Stage stage, Scale scale) throws IOException {
    stage.warmUp(scale);
    try (Door socket = stage.doors().webSocket()) {
      for (int round = 0; round < scale.rounds(); round++) {
        socket.ask(Wish.fast(scale.longAnswer()));
      }
      Wish wish = Wish.paced(rate * scale.seconds(), rate);
      Turns.of(socket, stage.bedrock(), wish, 1);
      return finding(Turns.of(socket, stage.bedrock(), wish, scale.rounds()));
    }
  }

  private Finding finding(Turns turns) {
    Summary gateway = Nanos.inMillis(turns.gatewayLatencies());
    Summary bedrock = Nanos.inMillis(turns.bedrockLatencies());
    Summary messages = Summary.of(turns.gateway(Answer::messagesPerPiece));
    return new Finding(
        name(),
        List.of(
            millis(
                    "added to a piece over WebSocket, %,d a second, p50",
                    gateway.p50() - bedrock.p50())
                .within(MOST_MILLIS),
            millis("… %,d a second, p99", gateway.p99() - bedrock.p99()),
            figure("… %,d a second, messages posted per piece", messages.p50(), Unit.MESSAGES)),
        Map.of("gateway ms", gateway, "bedrock ms", bedrock, "messages per piece", messages),
        turns.pauses());
  }

  private Figure millis(String label, double value) {
    return figure(label, value, Unit.MILLISECONDS);
  }

  private Figure figure(String label, double value, Unit unit) {
    return Figure.of(label.formatted(rate), value, unit);
  }
}
