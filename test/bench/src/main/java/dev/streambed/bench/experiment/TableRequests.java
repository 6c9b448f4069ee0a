package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Wish;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.Finding;
import dev.streambed.bench.figure.Summary;
import dev.streambed.bench.figure.Unit;
import dev.streambed.local.tables.Tables;
import dev.streambed.local.tables.Traffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How many requests to DynamoDB an answer costs.
final class TableRequests implements Experiment {

  private static final double MOST_COLD = 3;
  private static final double MOST_WARM = 2;

  @Override
  public String name() {
    return "requests";
  }

  @Override
  public Finding run(Stage stage, Scale scale) throws IOException, InterruptedException {
    List<Count> cold = new ArrayList<>();
    List<Count> warm = new ArrayList<>();
    for (int round = 0; round < Math.min(scale.coldStarts(), 3); round++) {
      stage.retire();
      cold.add(count(stage));
      warm.add(count(stage));
    }
    Summary coldAdmission = summary(cold.stream().map(Count::admission));
    Summary warmAdmission = summary(warm.stream().map(Count::admission));
    Summary coldAll = summary(cold.stream().map(Count::all));
    Summary warmAll = summary(warm.stream().map(Count::all));
    return new Finding(
        name(),
        List.of(
            figure("DynamoDB requests to admit and settle, warm caches", warmAdmission)
                .within(MOST_WARM),
            figure("… cold caches", coldAdmission).within(MOST_COLD),
            figure("… of a streamed answer in all, warm caches", warmAll),
            figure("… in all, cold caches", coldAll)),
        Map.of(
            "warm, to admit and settle", warmAdmission,
            "cold, to admit and settle", coldAdmission,
            "warm, in all", warmAll,
            "cold, in all", coldAll),
        0);
  }

  /// The requests of one answer.
  ///
  /// @param admission to the tables that say who may: tokens, customers, limits
  /// @param all to any table
  private record Count(double admission, double all) {

    static Count between(
        Map<Traffic.Kind, Long> before, Map<Traffic.Kind, Long> after, Set<String> admission) {
      double all = 0;
      double these = 0;
      for (Map.Entry<Traffic.Kind, Long> kind : after.entrySet()) {
        long count = kind.getValue() - before.getOrDefault(kind.getKey(), 0L);
        all += count;
        these += admission.contains(kind.getKey().table()) ? count : 0;
      }
      return new Count(these, all);
    }
  }

  private static Count count(Stage stage) throws IOException, InterruptedException {
    Tables tables = stage.stack().tables();
    Map<Traffic.Kind, Long> before = tables.traffic().counts();
    stage.gateway().ask(Wish.fast(1));
    stage.processes().awaitIdle();
    return Count.between(before, tables.traffic().counts(), admission(tables));
  }

  private static Set<String> admission(Tables tables) {
    return Stream.of(
            tables.withKey("keyHash"),
            tables.withKey("customerId"),
            tables.withKey("customerId", "window"))
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private static Summary summary(Stream<Double> counts) {
    return Summary.of(counts.toList());
  }

  private static Figure figure(String label, Summary summary) {
    return Figure.of(label, summary.p50(), Unit.REQUESTS);
  }
}
