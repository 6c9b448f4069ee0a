package dev.streambed.bench;

import dev.streambed.bench.experiment.Entrance;
import dev.streambed.bench.experiment.Scale;
import dev.streambed.bench.experiment.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// One stage at a time, and a new one when the last is good for nothing more. Thread-safe.
final class Stages implements AutoCloseable {

  private final Path assembly;
  private final Entrance entrance;
  private final Scale scale;
  private Optional<Stage> current = Optional.empty();
  private boolean isClosed;

  /// @param assembly the cloud assembly
  /// @param entrance the front door
  /// @param scale how much is measured
  Stages(Path assembly, Entrance entrance, Scale scale) {
    this.assembly = assembly;
    this.entrance = entrance;
    this.scale = scale;
  }

  /// The stage, opened if there is none.
  ///
  /// @throws InterruptedException after the end
  synchronized Stage get() throws IOException, InterruptedException {
    if (isClosed) {
      throw new InterruptedException("no more is to be measured");
    }
    if (current.isEmpty()) {
      current = Optional.of(Stage.open(assembly, entrance, scale));
    }
    return current.get();
  }

  /// Closes the stage; whoever wants another gets a new one.
  synchronized void discard() throws IOException {
    Optional<Stage> discarded = current;
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
