package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.Finding;
import java.io.IOException;
import java.util.List;

/// Something to find out.
public interface Experiment {

  /// Its name on the command line.
  String name();

  /// Finds it out.
  ///
  /// @throws IOException when an answer is not one, or not whole
  Finding run(Stage stage, Scale scale) throws IOException, InterruptedException;

  /// All of them, in the order of the table.
  static List<Experiment> all() {
    return List.of(
        new ColdStart(),
        new FirstPiece(),
        new PieceLatency(50),
        new PieceLatency(1_000),
        new Throughput(),
        new Growth(),
        new Memory());
  }
}
