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

/// One run of some experiments on one stack, or on a new one after a failed experiment.
///
/// @param assembly the cloud assembly
/// @param frontDoor the front door
/// @param experiments the experiments, in order
/// @param sampleSizes the sizes of the run
record Bench(
    Path assembly, FrontDoor frontDoor, List<Experiment> experiments, SampleSizes sampleSizes) {

  /// Runs the experiments.
  ///
  /// @param progress receives the progress and failures
  /// @throws IOException if the stack cannot be started
  List<ExperimentResult> run(Consumer<String> progress) throws IOException, InterruptedException {
    BenchStackPool benchStackPool = new BenchStackPool(assembly, frontDoor, sampleSizes);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> abandon(benchStackPool)));
    try (benchStackPool) {
      benchStackPool.get();
      List<ExperimentResult> findings = new ArrayList<>();
      for (Experiment experiment : experiments) {
        progress.accept("measuring " + experiment.name());
        ExperimentResult experimentResult = finding(benchStackPool, experiment);
        experimentResult
            .failure()
            .ifPresent(why -> progress.accept(experiment.name() + " failed: " + why));
        findings.add(experimentResult);
      }
      return findings;
    }
  }

  private ExperimentResult finding(BenchStackPool benchStackPool, Experiment experiment)
      throws InterruptedException {
    try {
      BenchStack benchStack = benchStackPool.get();
      Optional<String> absence = experiment.missingRequirement(benchStack);
      return absence.isPresent()
          ? ExperimentResult.absent(experiment.name(), absence.get())
          : experiment.run(benchStack, sampleSizes);
    } catch (IOException | RuntimeException failed) {
      discard(benchStackPool, failed);
      return ExperimentResult.failed(experiment.name(), new ExperimentFailure(failed).message());
    }
  }

  // A connection or a process may still be in the middle of an answer.
  private static void discard(BenchStackPool benchStackPool, Exception failed) {
    try {
      benchStackPool.discard();
    } catch (IOException notClosed) {
      failed.addSuppressed(notClosed);
    }
  }

  // Ctrl-C also stops the function's processes.
  private static void abandon(BenchStackPool benchStackPool) {
    try {
      benchStackPool.close();
    } catch (IOException unheard) {
      // The process ends anyway.
    }
  }
}
