package dev.streambed.bench;

import dev.streambed.bench.experiment.BenchStack;
import dev.streambed.bench.experiment.FrontDoor;
import dev.streambed.bench.experiment.SampleSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Provides one stack at a time, and a new one after the last was discarded. Thread-safe.
final class BenchStackPool implements AutoCloseable {

  private final Path assembly;
  private final FrontDoor frontDoor;
  private final SampleSizes sampleSizes;
  private Optional<BenchStack> current = Optional.empty();
  private boolean isClosed;

  /// @param assembly the cloud assembly
  /// @param frontDoor the front door
  /// @param sampleSizes the sizes of the run
  BenchStackPool(Path assembly, FrontDoor frontDoor, SampleSizes sampleSizes) {
    this.assembly = assembly;
    this.frontDoor = frontDoor;
    this.sampleSizes = sampleSizes;
  }

  /// Returns the stack, which is started if there is none.
  ///
  /// @throws InterruptedException after the end
  synchronized BenchStack get() throws IOException, InterruptedException {
    if (isClosed) {
      throw new InterruptedException("the bench has ended");
    }
    if (current.isEmpty()) {
      current = Optional.of(BenchStack.open(assembly, frontDoor, sampleSizes));
    }
    return current.get();
  }

  /// Closes the stack; the next call starts a new one.
  synchronized void discard() throws IOException {
    Optional<BenchStack> discarded = current;
    current = Optional.empty();
    if (discarded.isPresent()) {
      discarded.get().close();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    isClosed = true;
    discard();
  }
}
