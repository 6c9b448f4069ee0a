package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Wish;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.Finding;
import dev.streambed.bench.figure.Summary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// From Bedrock's sending a piece to its arrival, at a fixed rate.
///
/// @param rate pieces a second
record PieceLatency(int rate) implements Experiment {

  private static final double MOST_MILLIS = 0.5;
  private static final double MOST_MILLIS_P99 = 3;

  @Override
  public String name() {
    return "latency-" + rate;
  }

  @Override
  public Finding run(Stage stage, Scale scale) throws IOException {
    Wish wish = Wish.paced(rate * scale.seconds(), rate);
    stage.warmUp(scale);
    Turns.of(stage, wish, 1);
    Turns turns = Turns.of(stage, wish, scale.rounds());
    Summary gateway = Nanos.inMillis(turns.gatewayLatencies());
    Summary bedrock = Nanos.inMillis(turns.bedrockLatencies());
    return new Finding(
        name(),
        List.of(
            millis("latency added to a piece, %,d a second, p50", gateway.p50() - bedrock.p50())
                .within(MOST_MILLIS),
            millis("… %,d a second, p99", gateway.p99() - bedrock.p99()).within(MOST_MILLIS_P99)),
        Map.of("gateway ms", gateway, "bedrock ms", bedrock),
        turns.pauses());
  }

  private Figure millis(String label, double value) {
    return Figure.of(label.formatted(rate), value, Unit.MILLISECONDS);
  }
}
