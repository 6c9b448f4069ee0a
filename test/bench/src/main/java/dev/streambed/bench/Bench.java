package dev.streambed.bench;

import dev.streambed.bench.experiment.BenchStack;
import dev.streambed.bench.experiment.Experiment;
import dev.streambed.bench.experiment.FrontDoor;
import dev.streambed.bench.experiment.SampleSizes;
import dev.streambed.bench.figure.ExperimentResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One run of some experiments on one stage, or on a new one after an experiment that failed.
///
/// @param assembly the cloud assembly
/// @param frontDoor the front door
/// @param experiments which, in order
/// @param sampleSizes how much
record Bench(
    Path assembly, FrontDoor frontDoor, List<Experiment> experiments, SampleSizes sampleSizes) {

  /// Runs them.
  ///
  /// @param progress is told what is being measured, and what failed
  /// @throws IOException when there is nothing to measure on
  List<ExperimentResult> run(Consumer<String> progress) throws IOException, InterruptedException {
    StagePool stagePool = new StagePool(assembly, frontDoor, sampleSizes);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> abandon(stagePool)));
    try (stagePool) {
      stagePool.get();
      List<ExperimentResult> findings = new ArrayList<>();
      for (Experiment experiment : experiments) {
        progress.accept("measuring " + experiment.name());
        ExperimentResult experimentResult = finding(stagePool, experiment);
        experimentResult
            .failure()
            .ifPresent(why -> progress.accept(experiment.name() + " failed: " + why));
        findings.add(experimentResult);
      }
      return findings;
    }
  }

  private ExperimentResult finding(StagePool stagePool, Experiment experiment)
      throws InterruptedException {
    try {
      BenchStack benchStack = stagePool.get();
      Optional<String> absence = experiment.missingRequirement(benchStack);
      return absence.isPresent()
          ? ExperimentResult.absent(experiment.name(), absence.get())
          : experiment.run(benchStack, sampleSizes);
    } catch (IOException | RuntimeException failed) {
      discard(stagePool, failed);
      return ExperimentResult.failed(experiment.name(), new ExperimentFailure(failed).message());
    }
  }

  // A connection may be in the middle of an answer, a process may still have one.
  private static void discard(StagePool stagePool, Exception failed) {
    try {
      stagePool.discard();
    } catch (IOException notClosed) {
      failed.addSuppressed(notClosed);
    }
  }

  // Ctrl-C ends the function's processes too.
  private static void abandon(StagePool stagePool) {
    try {
      stagePool.close();
    } catch (IOException unheard) {
      // This process ends in any case.
    }
  }
}
