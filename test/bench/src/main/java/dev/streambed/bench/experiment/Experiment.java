package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.ExperimentResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// An experiment.
public interface Experiment {

  /// The name on the command line.
  String name();

  /// The reason why it cannot run on this stack, if so.
  default Optional<String> missingRequirement(BenchStack benchStack) {
    return Optional.empty();
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
        new ManyProcessStarts());
  }
}
