package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Something to find out.
public interface Experiment {

  /// Its name on the command line.
  String name();

  /// What is missing to find it out.
  default Optional<String> lacks(Stage stage) {
    return Optional.empty();
  }

  /// Finds it out, if nothing is missing.
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
        new Memory(),
        new TableRequests(),
        new AdmissionTime(),
        new Caches(),
        new HostileBodies(),
        new StopTime(Way.HTTP),
        new StopTime(Way.WEB_SOCKET),
        new SocketLatency(50),
        new SocketLatency(1_000),
        new SocketCrowd(),
        new ProcessCrowd());
  }
}
