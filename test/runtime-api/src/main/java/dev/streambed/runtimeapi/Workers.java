package dev.streambed.runtimeapi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Matches workers that ask for an event with invocations, and remembers which invocation is which.
/// Thread-safe.
final class Workers {

  /// How many ended invocations are remembered, to tell a late answer from one for an unknown id.
  private static final int REMEMBERED = 64;

  private final int count;
  private final Deque<Ask> asks = new ArrayDeque<>();
  private final Map<String, Turn> turns = new LinkedHashMap<>();
  private boolean gone;

  Workers(int count) {
    this.count = count;
  }

  /// One worker that waits for an event; says what it got.
  private static final class Ask {
    private Optional<Grant> grant = Optional.empty();
  }

  /// Asks for an event and waits for it.
  synchronized Grant next() throws InterruptedException {
    Optional<Grant> atOnce = withoutWaiting();
    if (atOnce.isPresent()) {
      return atOnce.get();
    }
    Ask ask = new Ask();
    asks.add(ask);
    notifyAll();
    while (ask.grant.isEmpty() && !gone) {
      wait();
    }
    return ask.grant.orElse(new Grant.Dismissed());
  }

  /// Gives the invocation to a worker, waiting until its deadline for one that asks.
  ///
  /// @return false when none came
  synchronized boolean give(Turn turn) throws InterruptedException {
    if (!awaitIdle(Duration.between(Instant.now(), turn.invocation().deadline()))) {
      return false;
    }
    remember(turn);
    asks.removeFirst().grant = Optional.of(new Grant.Event(turn.invocation()));
    notifyAll();
    return true;
  }

  synchronized boolean awaitIdle(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toMillis(); asks.isEmpty() && !gone && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return !asks.isEmpty() && !gone;
  }

  /// The invocation of this id; with a single worker only the latest counts.
  synchronized Optional<Turn> find(String requestId) {
    return Optional.ofNullable(turns.get(requestId));
  }

  boolean several() {
    return count > 1;
  }

  /// Nobody will ask or answer any more.
  synchronized void gone() {
    gone = true;
    turns.values().forEach(turn -> turn.lost(new Outcome.RuntimeExited()));
    notifyAll();
  }

  synchronized boolean isGone() {
    return gone;
  }

  private Optional<Grant> withoutWaiting() {
    if (gone) {
      return Optional.of(new Grant.Dismissed());
    }
    return several() ? amongSeveral() : alone();
  }

  // The platform gives a single worker the same event again when it asks in the middle of it, and
  // forbids asking while the answer is on its way.
  private Optional<Grant> alone() {
    for (Turn turn : turns.values()) {
      switch (turn.stage()) {
        case RUNNING -> {
          return Optional.of(new Grant.Event(turn.invocation()));
        }
        case RESPONDING -> {
          return Optional.of(new Grant.Forbidden());
        }
        case SENT, LOST -> {}
      }
    }
    // A worker asks on one connection at a time: an older one is dead, or soon will be.
    asks.forEach(older -> older.grant = Optional.of(new Grant.Dismissed()));
    asks.clear();
    notifyAll();
    return Optional.empty();
  }

  private Optional<Grant> amongSeveral() {
    return asks.size() < count ? Optional.empty() : Optional.of(new Grant.TooMany());
  }

  private void remember(Turn turn) {
    if (!several()) {
      turns.clear();
    } else if (turns.size() >= REMEMBERED) {
      turns.values().removeIf(old -> old.stage() == Turn.Stage.SENT);
    }
    turns.put(turn.invocation().requestId(), turn);
  }
}
