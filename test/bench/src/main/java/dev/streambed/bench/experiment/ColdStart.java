package dev.streambed.bench.experiment;

import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// The time from the start of a process to the first chunk at the caller.
final class ColdStart implements Experiment {

  private static final double MOST_MILLIS = 700;
  private static final int WARM_UP = 2;
  private static final List<String> PARTS =
      List.of(
          "start of the process to its first /next",
          "until it has the event",
          "until Bedrock has its request",
          "until Bedrock sends the first piece",
          "until the caller has it");

  @Override
  public String name() {
    return "cold-start";
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException {
    GarbageCollections garbageCollections = new GarbageCollections();
    for (int round = 0; round < WARM_UP; round++) {
      start(benchStack, new GarbageCollections());
    }
    List<ColdStartTimes> starts = new ArrayList<>();
    for (int round = 0; round < sampleSizes.coldStarts(); round++) {
      starts.add(start(benchStack, garbageCollections));
    }
    SampleSummary whole = summary(starts, ColdStartTimes::total);
    Map<String, SampleSummary> samples = parts(starts);
    List<Figure> figures = new ArrayList<>();
    figures.add(millis("cold start to first chunk, p50", whole.p50()).within(MOST_MILLIS));
    figures.add(millis("… p90", whole.p90()));
    samples.forEach((part, sampleSummary) -> figures.add(millis("… " + part, sampleSummary.p50())));
    samples.put("whole", whole);
    return new ExperimentResult(name(), figures, samples, garbageCollections.counted());
  }

  private static ColdStartTimes start(BenchStack benchStack, GarbageCollections garbageCollections)
      throws IOException, InterruptedException {
    benchStack.stopProcesses();
    garbageCollections.collectGarbage();
    Answer answer = benchStack.gateway().ask(AnswerSpec.fast(1));
    garbageCollections.count();
    ReceivedRequest request = benchStack.stack().bedrock().received().all().getLast();
    return ColdStartTimes.of(answer, benchStack.processes().single(), request);
  }

  private static Map<String, SampleSummary> parts(List<ColdStartTimes> starts) {
    Map<String, SampleSummary> samples = new LinkedHashMap<>();
    for (int part = 0; part < PARTS.size(); part++) {
      int current = part;
      samples.put(
          PARTS.get(part), summary(starts, coldStartTimes -> coldStartTimes.phases().get(current)));
    }
    samples.put("from the caller's request", summary(starts, ColdStartTimes::sinceRequest));
    samples.put("processor time", summary(starts, ColdStartTimes::processor));
    return samples;
  }

  private static SampleSummary summary(
      List<ColdStartTimes> starts, ToLongFunction<ColdStartTimes> nanos) {
    return SampleSummary.inMillis(
        starts.stream().map(coldStartTimes -> (double) nanos.applyAsLong(coldStartTimes)).toList());
  }

  private static Figure millis(String label, double value) {
    return Figure.of(label, value, Unit.MILLISECONDS);
  }
}
