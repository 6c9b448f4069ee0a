package dev.streambed.bench.experiment;

import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.Wish;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.Finding;
import dev.streambed.bench.figure.Summary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// From a process's start to its first piece at the caller.
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
  public Finding run(Stage stage, Scale scale) throws IOException, InterruptedException {
    Pauses pauses = new Pauses();
    for (int round = 0; round < WARM_UP; round++) {
      start(stage, new Pauses());
    }
    List<Start> starts = new ArrayList<>();
    for (int round = 0; round < scale.coldStarts(); round++) {
      starts.add(start(stage, pauses));
    }
    Summary whole = summary(starts, Start::whole);
    Map<String, Summary> samples = parts(starts);
    List<Figure> figures = new ArrayList<>();
    figures.add(millis("cold start to first piece, p50", whole.p50()).within(MOST_MILLIS));
    figures.add(millis("… p90", whole.p90()));
    samples.forEach((part, summary) -> figures.add(millis("… " + part, summary.p50())));
    samples.put("whole", whole);
    return new Finding(name(), figures, samples, pauses.counted());
  }

  private static Start start(Stage stage, Pauses pauses) throws IOException, InterruptedException {
    stage.retire();
    pauses.settle();
    Answer answer = stage.gateway().ask(Wish.fast(1));
    pauses.count();
    ReceivedRequest request = stage.stack().bedrock().received().all().getLast();
    return Start.of(answer, stage.processes().only(), request);
  }

  private static Map<String, Summary> parts(List<Start> starts) {
    Map<String, Summary> samples = new LinkedHashMap<>();
    for (int part = 0; part < PARTS.size(); part++) {
      int current = part;
      samples.put(PARTS.get(part), summary(starts, start -> start.parts().get(current)));
    }
    samples.put("from the caller's request", summary(starts, Start::sinceRequest));
    samples.put("processor time", summary(starts, Start::processor));
    return samples;
  }

  private static Summary summary(List<Start> starts, ToLongFunction<Start> nanos) {
    return Nanos.inMillis(starts.stream().map(start -> (double) nanos.applyAsLong(start)).toList());
  }

  private static Figure millis(String label, double value) {
    return Figure.of(label, value, Unit.MILLISECONDS);
  }
}
