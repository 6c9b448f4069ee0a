package dev.streambed.bench.choices;

import dev.streambed.bench.probe.ProbeProcess;
import java.util.ArrayList;
import java.util.List;

/// How JSON is read: an event of Lambda's, a request and forty events of a model, in a process that
/// has read none before; then the same event over and over.
final class JsonChoice {

  private JsonChoice() {}

  static void print(int rounds) throws Exception {
    ProbeProcess jvm = ProbeProcess.asTheFunction();
    List<Candidate> candidates = new ArrayList<>();
    for (JsonProbe.Reader reader : JsonProbe.Reader.values()) {
      candidates.add(new Candidate(reader.label(), () -> jvm.run(JsonProbe.class, reader.name())));
    }
    ComparisonRun all = ComparisonRun.of(candidates, rounds);
    System.out.println(all.table("cold in ms, warm in µs an event", List.of("cold", "warm")));
  }
}
