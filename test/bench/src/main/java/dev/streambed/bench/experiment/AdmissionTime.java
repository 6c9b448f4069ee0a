package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.Finding;
import dev.streambed.bench.figure.Summary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What admitting and settling take, by the gateway's own classes on tables of their own: alone,
/// and when far more is asked for than a customer's limits allow.
final class AdmissionTime implements Experiment {

  // Of the seconds of an answer: long enough for callers to queue up.
  private static final int TIMES_AS_LONG = 3;

  @Override
  public String name() {
    return "admission";
  }

  @Override
  public Optional<String> lacks(Stage stage) {
    return OwnLimits.isKnown(stage.stack().tables())
        ? Optional.empty()
        : Optional.of("the template has no table for limits");
  }

  @Override
  public Finding run(Stage stage, Scale scale) throws IOException, InterruptedException {
    Pauses pauses = new Pauses();
    try (OwnLimits limits = OwnLimits.of(stage.stack().deployment(), Rush.CALLERS)) {
      pauses.settle();
      Alone alone = Alone.of(limits, scale.firstPieces());
      pauses.count();
      Duration time = Duration.ofSeconds(scale.seconds());
      Rush.of(limits, "warm-up", time);
      Rush.Result rush = Rush.of(limits, "rush", time.multipliedBy(TIMES_AS_LONG));
      return finding(alone, rush, pauses);
    }
  }

  private Finding finding(Alone alone, Rush.Result rush, Pauses pauses) {
    return new Finding(
        name(),
        List.of(
            millis("admission, warm, p50", alone.admission()),
            millis("… settlement, p50", alone.settlement()),
            Figure.of(
                "… admission to a plain write, p50",
                alone.admission().p50() / alone.write().p50(),
                Unit.TIMES),
            Figure.of(
                    "%,.0f requests a second asked for by one customer, admitted above a limit"
                        .formatted(rush.offered()),
                    (double) rush.overshoot(),
                    Unit.REQUESTS)
                .within(0),
            Figure.of("… answered by DynamoDB Local", rush.reached(), Unit.REQUESTS_PER_SECOND),
            Figure.of("… admitted", (double) rush.admitted(), Unit.REQUESTS)),
        Map.of(
            "admission ms", alone.admission(),
            "settlement ms", alone.settlement(),
            "plain write ms", alone.write()),
        pauses.counted());
  }

  private static Figure millis(String label, Summary summary) {
    return Figure.of(label, summary.p50(), Unit.MILLISECONDS);
  }
}
