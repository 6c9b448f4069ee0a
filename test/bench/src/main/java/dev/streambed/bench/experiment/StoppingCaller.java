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

/// A caller that requests and stops one answer after another. Not thread-safe.
///
/// @param clientOpener opens its connection, and a new one if the last is unusable
/// @param startSignal awaited before each answer
/// @param answerSpec the requested answer, long enough not to end before the stop
/// @param random source of the random moments
record StoppingCaller(
    ClientOpener clientOpener, StartSignal startSignal, AnswerSpec answerSpec, Random random) {

  private static final int WARM_UP = 2;
  private static final int LATEST_MILLIS = 1_000;

  /// Opens a connection, which the caller closes.
  interface ClientOpener {
    StoppableClient open() throws IOException;
  }

  /// A condition to wait for.
  interface StartSignal {
    void await() throws InterruptedException;
  }

  /// Stops answers, each at a random moment of its first second.
  ///
  /// @return each stopped answer; empty for one that ended before its stop
  List<Optional<StoppedAnswer>> stopAnswers(int count) throws IOException, InterruptedException {
    List<Optional<StoppedAnswer>> stops = new ArrayList<>();
    while (stops.size() < WARM_UP + count) {
      try (StoppableClient client = clientOpener.open()) {
        takeFrom(client, WARM_UP + count - stops.size(), stops);
      }
    }
    return stops.subList(WARM_UP, stops.size());
  }

  private void takeFrom(StoppableClient client, int count, List<Optional<StoppedAnswer>> stops)
      throws IOException, InterruptedException {
    for (int stop = 0; stop < count; stop++) {
      startSignal.await();
      stops.add(client.stop(answerSpec, Duration.ofMillis(random.nextInt(LATEST_MILLIS))));
      if (stops.getLast().isEmpty()) {
        return;
      }
    }
  }
}
