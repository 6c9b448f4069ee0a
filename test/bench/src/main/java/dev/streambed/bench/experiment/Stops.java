package dev.streambed.bench.experiment;

import dev.streambed.bench.client.StoppableDoor;
import dev.streambed.bench.client.Stopped;
import dev.streambed.bench.client.Wish;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// One caller that stops one answer after the other. Not thread-safe.
///
/// @param opening opens its connection, and another when that is good for nothing more
/// @param turn is waited for before each answer
/// @param wish what it asks for, and should never get to the end
/// @param random the moments
record Stops(Opening opening, Turn turn, Wish wish, Random random) {

  private static final int WARM_UP = 2;
  private static final int LATEST_MILLIS = 1_000;

  /// Opens a connection; whoever calls it closes that.
  interface Opening {
    StoppableDoor open() throws IOException;
  }

  /// Something to wait for.
  interface Turn {
    void await() throws InterruptedException;
  }

  /// Stops answers, each at a random moment of its first second.
  ///
  /// @return how each was stopped; nothing for one that came to its own end before
  List<Optional<Stopped>> take(int count) throws IOException, InterruptedException {
    List<Optional<Stopped>> stops = new ArrayList<>();
    while (stops.size() < WARM_UP + count) {
      try (StoppableDoor door = opening.open()) {
        takeFrom(door, WARM_UP + count - stops.size(), stops);
      }
    }
    return stops.subList(WARM_UP, stops.size());
  }

  private void takeFrom(StoppableDoor door, int count, List<Optional<Stopped>> stops)
      throws IOException, InterruptedException {
    for (int stop = 0; stop < count; stop++) {
      turn.await();
      stops.add(door.stop(wish, Duration.ofMillis(random.nextInt(LATEST_MILLIS))));
      if (stops.getLast().isEmpty()) {
        return;
      }
    }
  }
}
