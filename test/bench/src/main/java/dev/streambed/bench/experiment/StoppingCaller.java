package dev.streambed.bench.experiment;

import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.client.StoppableClient;
import dev.streambed.bench.client.StoppedAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// One caller that stops one answer after the other. Not thread-safe.
///
/// @param clientOpener opens its connection, and another when that is good for nothing more
/// @param startSignal is waited for before each answer
/// @param answerSpec what it asks for, and should never get to the end
/// @param random the moments
record StoppingCaller(
    ClientOpener clientOpener, StartSignal startSignal, AnswerSpec answerSpec, Random random) {

  private static final int WARM_UP = 2;
  private static final int LATEST_MILLIS = 1_000;

  /// Opens a connection; whoever calls it closes that.
  interface ClientOpener {
    StoppableClient open() throws IOException;
  }

  /// Something to wait for.
  interface StartSignal {
    void await() throws InterruptedException;
  }

  /// Stops answers, each at a random moment of its first second.
  ///
  /// @return how each was stopped; nothing for one that came to its own end before
  List<Optional<StoppedAnswer>> stopAnswers(int count) throws IOException, InterruptedException {
    List<Optional<StoppedAnswer>> stops = new ArrayList<>();
    while (stops.size() < WARM_UP + count) {
      try (StoppableClient door = clientOpener.open()) {
        takeFrom(door, WARM_UP + count - stops.size(), stops);
      }
    }
    return stops.subList(WARM_UP, stops.size());
  }

  private void takeFrom(StoppableClient door, int count, List<Optional<StoppedAnswer>> stops)
      throws IOException, InterruptedException {
    for (int stop = 0; stop < count; stop++) {
      startSignal.await();
      stops.add(door.stop(answerSpec, Duration.ofMillis(random.nextInt(LATEST_MILLIS))));
      if (stops.getLast().isEmpty()) {
        return;
      }
    }
  }
}
