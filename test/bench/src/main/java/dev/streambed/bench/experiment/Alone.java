package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.Summary;
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
record Alone(Summary admission, Summary settlement, Summary write) {

  private static final long NO_MATTER = 1_000_000_000_000L;

  static Alone of(OwnLimits limits, int rounds) {
    Desk desk = new Desk(limits, "alone", NO_MATTER, NO_MATTER);
    // What is slow at first is ours to pay here, and nobody's on AWS.
    time(desk, limits, rounds);
    return time(desk, limits, rounds);
  }

  private static Alone time(Desk desk, OwnLimits limits, int rounds) {
    List<Double> admissions = new ArrayList<>();
    List<Double> settlements = new ArrayList<>();
    List<Double> writes = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long begun = System.nanoTime();
      Permit permit = desk.admit().orElseThrow();
      long admitted = System.nanoTime();
      desk.settle(permit);
      long settled = System.nanoTime();
      write(limits);
      long written = System.nanoTime();
      admissions.add((double) (admitted - begun));
      settlements.add((double) (settled - admitted));
      writes.add((double) (written - settled));
    }
    return new Alone(
        Nanos.inMillis(admissions), Nanos.inMillis(settlements), Nanos.inMillis(writes));
  }

  private static void write(OwnLimits limits) {
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
