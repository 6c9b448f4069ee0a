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

/// Whether a piece of a long answer takes longer than one of a short answer.
final class Growth implements Experiment {

  // What is flat may still be as noisy as this.
  private static final double MOST_TIMES = 1.25;
  private static final double NANOS_IN_A_MICROSECOND = 1e3;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public Finding run(Stage stage, Scale scale) throws IOException {
    stage.warmUp(scale);
    Turns brief = Turns.of(stage, Wish.fast(scale.shortAnswer()), 3 * scale.rounds());
    Turns lengthy = Turns.of(stage, Wish.fast(scale.longAnswer()), scale.rounds());
    Summary small = Summary.of(brief.gateway(Growth::wholeMicros));
    Summary large = Summary.of(lengthy.gateway(Growth::wholeMicros));
    Summary tenths = Summary.of(lengthy.gateway(Growth::lastToFirstTenth));
    return new Finding(
        name(),
        List.of(
            Figure.of(
                label("time per piece, %,d pieces", scale.shortAnswer()),
                small.p50(),
                Unit.MICROSECONDS),
            Figure.of(label("… %,d pieces", scale.longAnswer()), large.p50(), Unit.MICROSECONDS),
            times("… long answer to short", large.p50() / small.p50()),
            times("… last tenth to first, long answer", tenths.p50())),
        Map.of("short µs", small, "long µs", large, "last tenth to first ×", tenths),
        brief.pauses() + lengthy.pauses());
  }

  private static double wholeMicros(Answer answer) {
    return answer.timePerPiece(0, answer.pieces().size() - 1) / NANOS_IN_A_MICROSECOND;
  }

  private static double lastToFirstTenth(Answer answer) {
    int last = answer.pieces().size() - 1;
    int tenth = answer.pieces().size() / 10;
    return answer.timePerPiece(last - tenth, last) / answer.timePerPiece(0, tenth);
  }

  private static Figure times(String label, double value) {
    return Figure.of(label, value, Unit.TIMES).within(MOST_TIMES);
  }

  private static String label(String label, int pieces) {
    return label.formatted(pieces);
  }
}
