package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.ExperimentResult;
import java.io.IOException;
import java.util.List;

/// Breaks the stack so that nothing can be measured on it, and fails.
public final class FailingExperiment implements Experiment {

  @Override
  public String name() {
    return "sabotage";
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException {
    benchStack.close();
    new ParallelCallers(2).run(FailingExperiment::fall);
    throw new AssertionError("a caller that falls was not noticed");
  }

  private static List<Void> fall(int caller) throws IOException {
    throw new IOException("caller %d has fallen | off\nthe stage".formatted(caller));
  }
}
