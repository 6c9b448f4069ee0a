package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.gateway.limit.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How long an admission and a settlement take when nobody else asks, and in turns with them a
/// plain write to the same table.
///
/// @param admission one write under a condition
/// @param settlement another
/// @param write adds one to a number
record UncontendedAdmission(
    SampleSummary admission, SampleSummary settlement, SampleSummary write) {

  private static final long NO_MATTER = 1_000_000_000_000L;

  static UncontendedAdmission of(LimitTables limits, int rounds) {
    AdmissionBench admissionBench = new AdmissionBench(limits, "alone", NO_MATTER, NO_MATTER);
    // What is slow at first is ours to pay here, and nobody's on AWS.
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
        Nanos.inMillis(admissions), Nanos.inMillis(settlements), Nanos.inMillis(writes));
  }

  private static void write(LimitTables limits) {
    limits
        .client()
        .updateItem(request ->
            request
                .tableName(limits.table())
                .key(
                    Map.of(
                        "customerId", AttributeValue.fromS("plain"),
                        "window", AttributeValue.fromS("plain")))
                .updateExpression("ADD writes :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
  }
}
