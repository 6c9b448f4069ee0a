package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.ExperimentResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Something to find out.
public interface Experiment {

  /// Its name on the command line.
  String name();

  /// What is missing to find it out.
  default Optional<String> missingRequirement(BenchStack benchStack) {
    return Optional.empty();
  }

  /// Finds it out, if nothing is missing.
  ///
  /// @throws IOException when an answer is not one, or not whole
  ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException;

  /// All of them, in the order of the table.
  static List<Experiment> all() {
    return List.of(
        new ColdStart(),
        new FirstChunk(),
        new ChunkLatency(50),
        new ChunkLatency(1_000),
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
        new ProcessCrowd());
  }
}
