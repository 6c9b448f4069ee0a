package dev.streambed.bench.experiment;

import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import dev.streambed.local.tables.RequestCounts;
import dev.streambed.local.tables.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The number of requests to DynamoDB per answer.
final class TableRequests implements Experiment {

  private static final double MOST_COLD = 3;
  private static final double MOST_WARM = 2;
  private static final int CHUNKS_PER_SECOND = 20;
  private static final Unit REQUESTS = Unit.REQUESTS;

  @Override
  public String name() {
    return "requests";
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException {
    List<Count> cold = new ArrayList<>();
    List<Count> warm = new ArrayList<>();
    for (int round = 0; round < Math.min(sampleSizes.coldStarts(), 3); round++) {
      benchStack.stopProcesses();
      cold.add(count(benchStack, AnswerSpec.fast(1)));
      warm.add(count(benchStack, AnswerSpec.fast(1)));
    }
    SampleSummary coldAdmission = summary(cold.stream().map(Count::admission));
    SampleSummary warmAdmission = summary(warm.stream().map(Count::admission));
    SampleSummary coldAll = summary(cold.stream().map(Count::all));
    SampleSummary warmAll = summary(warm.stream().map(Count::all));
    List<Figure> figures = new ArrayList<>();
    Map<String, SampleSummary> samples = new LinkedHashMap<>();
    samples.put("warm, to admit and settle", warmAdmission);
    samples.put("cold, to admit and settle", coldAdmission);
    samples.put("warm, in all", warmAll);
    samples.put("cold, in all", coldAll);
    figures.add(
        figure("DynamoDB requests to admit and settle, warm caches", warmAdmission)
            .within(MOST_WARM));
    figures.add(figure("… cold caches", coldAdmission).within(MOST_COLD));
    figures.add(figure("… of a streamed answer in all, warm caches", warmAll));
    figures.add(figure("… in all, cold caches", coldAll));
    for (int seconds : sampleSizes.answerSeconds()) {
      Count count =
          count(benchStack, AnswerSpec.paced(seconds * CHUNKS_PER_SECOND, CHUNKS_PER_SECOND));
      samples.put("%d s, writes".formatted(seconds), SampleSummary.of(List.of(count.writes())));
      samples.put("%d s, in all".formatted(seconds), SampleSummary.of(List.of(count.all())));
      figures.add(
          Figure.of("… of an answer of %d s, writes".formatted(seconds), count.writes(), REQUESTS));
      figures.add(
          Figure.of("… of an answer of %d s, in all".formatted(seconds), count.all(), REQUESTS));
    }
    return new ExperimentResult(name(), figures, samples, 0);
  }

  /// The requests of one answer.
  ///
  /// @param admission requests to the tables for admission: API keys, customers, limits
  /// @param writes requests that write, to all tables
  /// @param all requests to all tables
  private record Count(double admission, double writes, double all) {

    private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");

    static Count between(
        Map<RequestCounts.Kind, Long> before,
        Map<RequestCounts.Kind, Long> after,
        Set<String> admission) {
      double all = 0;
      double writes = 0;
      double these = 0;
      for (Map.Entry<RequestCounts.Kind, Long> kind : after.entrySet()) {
        long count = kind.getValue() - before.getOrDefault(kind.getKey(), 0L);
        all += count;
        writes += WRITES.contains(kind.getKey().operation()) ? count : 0;
        these += admission.contains(kind.getKey().table()) ? count : 0;
      }
      return new Count(these, writes, all);
    }
  }

  private static Count count(BenchStack benchStack, AnswerSpec answer)
      throws IOException, InterruptedException {
    Tables tables = benchStack.stack().tables();
    Map<RequestCounts.Kind, Long> before = tables.traffic().counts();
    benchStack.gateway().ask(answer);
    benchStack.processes().awaitIdle();
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

  private static SampleSummary summary(Stream<Double> counts) {
    return SampleSummary.of(counts.toList());
  }

  private static Figure figure(String label, SampleSummary sampleSummary) {
    return Figure.of(label, sampleSummary.p50(), REQUESTS);
  }
}
