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

/// One run of some experiments on one stage.
///
/// @param assembly the cloud assembly
/// @param entrance the front door
/// @param experiments which, in order
/// @param scale how much
record Bench(Path assembly, Entrance entrance, List<Experiment> experiments, Scale scale) {

  /// Runs them.
  ///
  /// @param progress is told what is being measured
  List<Finding> run(Consumer<String> progress) throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    try (Stage stage = Stage.open(assembly, entrance)) {
      Thread interruption = Thread.ofPlatform().unstarted(() -> abandon(stage));
      Runtime.getRuntime().addShutdownHook(interruption);
      for (Experiment experiment : experiments) {
        progress.accept(experiment.name());
        Optional<String> absence = experiment.lacks(stage);
        findings.add(
            absence.isPresent()
                ? Finding.absent(experiment.name(), absence.get())
                : experiment.run(stage, scale));
      }
      Runtime.getRuntime().removeShutdownHook(interruption);
    }
    return findings;
  }

  // Ctrl-C ends the function's processes too.
  private static void abandon(Stage stage) {
    try {
      stage.close();
    } catch (IOException unheard) {
      // This process ends in any case.
    }
  }
}
