package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.client.ModelClient;
import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Many concurrent WebSocket connections with one answer each. A process of the function handles
/// one answer at a time, so only some answers run at once; all connections stay open meanwhile.
final class ManyWebSockets implements Experiment {

  // An answer occupies one process of the function, its message another, and the process of the
  // previous answer may still write its record. With fewer processes, Lambda would throttle some
  // messages.
  private static final int MOST_LANES = FunctionProcesses.MOST / 3;
  private static final AnswerSpec ANSWER_SPEC = AnswerSpec.paced(50, 100);
  private static final System.Logger LOG = System.getLogger("dev.streambed.bench");

  @Override
  public String name() {
    return "web-socket-crowd";
  }

  @Override
  public Optional<String> missingRequirement(BenchStack benchStack) {
    return benchStack.clients().missingWebSocket();
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException {
    GarbageCollections garbageCollections = new GarbageCollections();
    ParallelCallers parallelCallers =
        new ParallelCallers(Math.min(MOST_LANES, sampleSizes.connections()));
    benchStack.startProcesses(sampleSizes.processes());
    int each = Math.ceilDiv(sampleSizes.connections(), parallelCallers.count());
    List<ModelClient> connections = parallelCallers.run(_ -> open(benchStack, each));
    try {
      garbageCollections.collectGarbage();
      List<Optional<Answer>> answers =
          parallelCallers.run(
              number -> ask(connections.subList(number * each, (number + 1) * each)));
      garbageCollections.count();
      return finding(answers, garbageCollections);
    } finally {
      for (ModelClient modelClient : connections) {
        modelClient.close();
      }
    }
  }

  private static List<ModelClient> open(BenchStack benchStack, int count) throws IOException {
    List<ModelClient> connections = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      connections.add(benchStack.clients().stoppableWebSocket());
    }
    return connections;
  }

  private static List<Optional<Answer>> ask(List<ModelClient> connections) {
    return connections.stream().map(ManyWebSockets::ask).toList();
  }

  // A failure, which would end any other experiment, is counted here.
  private static Optional<Answer> ask(ModelClient modelClient) {
    try {
      return Optional.of(modelClient.ask(ANSWER_SPEC));
    } catch (IOException notWhole) {
      LOG.log(System.Logger.Level.WARNING, "an answer is not whole: {0}", notWhole.getMessage());
      return Optional.empty();
    }
  }

  private ExperimentResult finding(
      List<Optional<Answer>> answers, GarbageCollections garbageCollections) {
    List<Answer> whole = answers.stream().flatMap(Optional::stream).toList();
    SampleSummary first =
        SampleSummary.inMillis(
            whole.stream().map(answer -> (double) answer.timeToFirstChunk()).toList());
    return new ExperimentResult(
        name(),
        List.of(
            Figure.of(
                    "%,d WebSocket connections at once, answers not whole or not in order"
                        .formatted(answers.size()),
                    answers.size() - whole.size(),
                    Unit.ANSWERS)
                .within(0),
            Figure.of("… time to first chunk, p50", first.p50(), Unit.MILLISECONDS)),
        Map.of("first piece ms", first),
        garbageCollections.counted());
  }
}
