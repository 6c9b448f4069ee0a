package dev.streambed.bench;

import dev.streambed.bench.experiment.Entrance;
import dev.streambed.bench.experiment.Experiment;
import dev.streambed.bench.experiment.Scale;
import dev.streambed.bench.experiment.Stage;
import dev.streambed.bench.figure.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One run of some experiments on one stage, or on a new one after an experiment that failed.
///
/// @param assembly the cloud assembly
/// @param entrance the front door
/// @param experiments which, in order
/// @param scale how much
record Bench(Path assembly, Entrance entrance, List<Experiment> experiments, Scale scale) {

  /// Runs them.
  ///
  /// @param progress is told what is being measured, and what failed
  /// @throws IOException when there is nothing to measure on
  List<Finding> run(Consumer<String> progress) throws IOException, InterruptedException {
    Stages stages = new Stages(assembly, entrance, scale);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> abandon(stages)));
    try (stages) {
      stages.get();
      List<Finding> findings = new ArrayList<>();
      for (Experiment experiment : experiments) {
        progress.accept("measuring " + experiment.name());
        Finding finding = finding(stages, experiment);
        finding.failure().ifPresent(why -> progress.accept(experiment.name() + " failed: " + why));
        findings.add(finding);
      }
      return findings;
    }
  }

  private Finding finding(Stages stages, Experiment experiment) throws InterruptedException {
    try {
      Stage stage = stages.get();
      Optional<String> absence = experiment.lacks(stage);
      return absence.isPresent()
          ? Finding.absent(experiment.name(), absence.get())
          : experiment.run(stage, scale);
    } catch (IOException | RuntimeException failed) {
      discard(stages, failed);
      return Finding.failed(experiment.name(), new Mishap(failed).words());
    }
  }

  // A connection may be in the middle of an answer, a process may still have one.
  private static void discard(Stages stages, Exception failed) {
    try {
      stages.discard();
    } catch (IOException notClosed) {
      failed.addSuppressed(notClosed);
    }
  }

  // Ctrl-C ends the function's processes too.
  private static void abandon(Stages stages) {
    try {
      stages.close();
    } catch (IOException unheard) {
      // This process ends in any case.
    }
  }
}
