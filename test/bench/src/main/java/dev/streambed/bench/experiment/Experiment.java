package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.ExperimentResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An experiment.
public interface Experiment {

  /// The name on the command line.
  String name();

  /// The reason why it cannot run on this stack, if so.
  default Optional<String> missingRequirement(BenchStack benchStack) {
    return Optional.empty();
  }

  /// Whether it runs only if it is named, because it needs much that a machine may not have.
  default boolean isOnRequest() {
    return false;
  }

  /// The same with further packages of the gateway, if it compares some.
  ///
  /// @param packages zip files by the names to give them
  default Experiment withPackages(Map<String, Path> packages) {
    return this;
  }

  /// Runs the experiment; nothing it requires may be missing.
  ///
  /// @throws IOException if an answer is invalid or incomplete
  ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException;

  /// All experiments, in the order of the table.
  static List<Experiment> all() {
    return List.of(
        new ColdStart(),
        new FirstChunk(),
        new ChunkLatency(50),
        new ChunkLatency(1_000),
        new DialectLatency(),
        new Throughput(),
        new ChunkCostGrowth(),
        new Memory(),
        new TableRequests(),
        new AdmissionTime(),
        new ApiKeyCacheMemory(),
        new HostileBodies(),
        new StopTime(StoppableRoute.HTTP),
        new StopTime(StoppableRoute.WEB_SOCKET),
        new WebSocketLatency(50),
        new WebSocketLatency(1_000),
        new ManyWebSockets(),
        new ManyProcessStarts(),
        new PeerComparison(Map.of()));
  }
}
