package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
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
  public Optional<String> missingRequirement(BenchStack benchStack) {
    return LimitTables.hasLimitsTable(benchStack.stack().tables())
        ? Optional.empty()
        : Optional.of("the template has no table for limits");
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException {
    GarbageCollections garbageCollections = new GarbageCollections();
    try (LimitTables limits =
        LimitTables.of(benchStack.stack().deployment(), OverloadedLimits.CALLERS)) {
      garbageCollections.collectGarbage();
      UncontendedAdmission uncontendedAdmission =
          UncontendedAdmission.of(limits, sampleSizes.firstPieces());
      garbageCollections.count();
      Duration time = Duration.ofSeconds(sampleSizes.seconds());
      OverloadedLimits.of(limits, "warm-up", time);
      OverloadedLimits.Result rush =
          OverloadedLimits.of(limits, "rush", time.multipliedBy(TIMES_AS_LONG));
      return finding(uncontendedAdmission, rush, garbageCollections);
    }
  }

  private ExperimentResult finding(
      UncontendedAdmission uncontendedAdmission,
      OverloadedLimits.Result rush,
      GarbageCollections garbageCollections) {
    return new ExperimentResult(
        name(),
        List.of(
            millis("admission, warm, p50", uncontendedAdmission.admission()),
            millis("… settlement, p50", uncontendedAdmission.settlement()),
            Figure.of(
                "… admission to a plain write, p50",
                uncontendedAdmission.admission().p50() / uncontendedAdmission.write().p50(),
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
            "admission ms", uncontendedAdmission.admission(),
            "settlement ms", uncontendedAdmission.settlement(),
            "plain write ms", uncontendedAdmission.write()),
        garbageCollections.counted());
  }

  private static Figure millis(String label, SampleSummary sampleSummary) {
    return Figure.of(label, sampleSummary.p50(), Unit.MILLISECONDS);
  }
}
