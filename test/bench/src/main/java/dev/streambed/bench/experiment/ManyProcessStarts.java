package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.client.ModelClient;
import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import dev.streambed.local.lambda.Lambda;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Many new processes of the function at once on this machine, with one answer each. They get far
/// less processor time than Lambda's minimum. A missing answer means that one side took the
/// slowness for a failure of the other.
final class ManyProcessStarts implements Experiment {

  private static final System.Logger LOG = System.getLogger("dev.streambed.bench");

  @Override
  public String name() {
    return "process-crowd";
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException {
    benchStack.stopProcesses();
    Lambda lambda = benchStack.stack().lambda();
    lambda.startMore(sampleSizes.simultaneousStarts());
    try {
      return finding(
          new ParallelCallers(sampleSizes.simultaneousStarts()).run(_ -> List.of(ask(benchStack))));
    } finally {
      benchStack.processes().awaitIdle();
      lambda.startFewer(sampleSizes.simultaneousStarts());
    }
  }

  // A failure, which would end any other experiment, is counted here.
  private static Optional<Answer> ask(BenchStack benchStack) {
    try (ModelClient modelClient = benchStack.clients().stoppableHttp()) {
      return Optional.of(modelClient.ask(AnswerSpec.fast(1)));
    } catch (IOException notWhole) {
      LOG.log(System.Logger.Level.WARNING, "an answer did not come: {0}", notWhole.getMessage());
      return Optional.empty();
    }
  }

  private ExperimentResult finding(List<Optional<Answer>> answers) {
    List<Answer> whole = answers.stream().flatMap(Optional::stream).toList();
    Figure lost =
        Figure.of(
                "%,d fresh processes at once, answers that did not come".formatted(answers.size()),
                answers.size() - whole.size(),
                Unit.ANSWERS)
            .within(0);
    if (whole.isEmpty()) {
      return new ExperimentResult(name(), List.of(lost), Map.of(), 0);
    }
    SampleSummary first =
        SampleSummary.inMillis(
            whole.stream().map(answer -> (double) answer.timeToFirstChunk()).toList());
    Figure time = Figure.of("… time to first chunk, p50", first.p50(), Unit.MILLISECONDS);
    return new ExperimentResult(name(), List.of(lost, time), Map.of("first piece ms", first), 0);
  }
}
