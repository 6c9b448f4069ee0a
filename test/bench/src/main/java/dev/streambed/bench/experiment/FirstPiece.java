package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.Wish;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.Finding;
import dev.streambed.bench.figure.Summary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// From the request to the first piece, warm.
final class FirstPiece implements Experiment {

  private static final double MOST_MILLIS = 15;

  @Override
  public String name() {
    return "first-piece";
  }

  @Override
  public Finding run(Stage stage, Scale scale) throws IOException {
    stage.warmUp(scale);
    Turns turns = Turns.of(stage, Wish.fast(1), scale.firstPieces());
    Summary gateway = Nanos.inMillis(turns.gateway(Answer::untilFirstPiece));
    Summary bedrock = Nanos.inMillis(turns.bedrock(Answer::untilFirstPiece));
    return new Finding(
        name(),
        List.of(
            millis("time to first piece, warm, p50", gateway.p50()),
            millis("… p99", gateway.p99()),
            millis("… straight from Bedrock, p50", bedrock.p50()),
            millis("… added by the gateway, p50", gateway.p50() - bedrock.p50())
                .within(MOST_MILLIS),
            millis("… added, p99", gateway.p99() - bedrock.p99())),
        Map.of("gateway ms", gateway, "bedrock ms", bedrock),
        turns.pauses());
  }

  private static Figure millis(String label, double value) {
    return Figure.of(label, value, Unit.MILLISECONDS);
  }
}
