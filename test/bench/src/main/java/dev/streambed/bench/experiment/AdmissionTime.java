package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.TableRequest;
import dev.streambed.gateway.limit.Permit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The time of admission and settlement, with the gateway's classes on separate tables: without
/// contention, and with far more requests than a customer's limits allow.
final class AdmissionTime implements Experiment {

  // A multiple of an answer's duration, long enough for callers to queue.
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
    try (LimitTables limits = LimitTables.of(benchStack.stack().deployment())) {
      garbageCollections.collectGarbage();
      UncontendedAdmission uncontendedAdmission =
          UncontendedAdmission.of(limits, sampleSizes.firstChunks());
      garbageCollections.count();
      Duration time = Duration.ofSeconds(sampleSizes.seconds());
      int rate = sampleSizes.overload();
      OverloadedLimits.of(limits, "warm-up", rate, time);
      OverloadedLimits.Result rush =
          OverloadedLimits.of(limits, "rush", rate, time.multipliedBy(TIMES_AS_LONG));
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

  /// The time of an admission and a settlement without contention, alternating with a plain write
  /// to the same table.
  ///
  /// @param admission one conditional write
  /// @param settlement another conditional write
  /// @param write increments a number
  private record UncontendedAdmission(
      SampleSummary admission, SampleSummary settlement, SampleSummary write) {

    private static final long UNREACHED_LIMIT = 1_000_000_000_000L;

    static UncontendedAdmission of(LimitTables limits, int rounds) {
      AdmissionBench admissionBench =
          new AdmissionBench(limits, "alone", UNREACHED_LIMIT, UNREACHED_LIMIT);
      // Discards the warm-up of the local endpoint, which does not exist on AWS.
      time(admissionBench, limits, rounds);
      return time(admissionBench, limits, rounds);
    }

    private static UncontendedAdmission time(
        AdmissionBench admissionBench, LimitTables limits, int rounds) {
      List<Double> admissions = new ArrayList<>();
      List<Double> settlements = new ArrayList<>();
      List<Double> writes = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        long begun = System.nanoTime();
        Permit permit = admissionBench.admit().orElseThrow();
        long admitted = System.nanoTime();
        admissionBench.settle(permit);
        long settled = System.nanoTime();
        write(limits);
        long written = System.nanoTime();
        admissions.add((double) (admitted - begun));
        settlements.add((double) (settled - admitted));
        writes.add((double) (written - settled));
      }
      return new UncontendedAdmission(
          SampleSummary.inMillis(admissions),
          SampleSummary.inMillis(settlements),
          SampleSummary.inMillis(writes));
    }

    private static void write(LimitTables limits) {
      limits
          .client()
          .updateItem(
              TableRequest.of(limits.table())
                  .key(
                      Map.of(
                          "customerId", AttributeValue.fromS("plain"),
                          "window", AttributeValue.fromS("plain")))
                  .updateExpression("ADD writes :one")
                  .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
    }
  }
}
