package dev.streambed.gateway.reply;

import dev.streambed.gateway.vocabulary.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The messages of one answer that wait to be posted, in their order. While one is posted, the text
/// that comes is joined to the text that waits: a slow client costs fewer messages, not more delay.
///
/// One thread adds, one takes; [#cut] may be called from any.
final class Outbox {

  /// Beyond this, in characters, whoever adds has to wait.
  static final int MOST_WAITING = 256 * 1024;

  /// What a content of one message may take, in bytes of JSON. Leaves room for the rest of it below
  /// one frame of API Gateway's.
  static final int MOST_CONTENT = 30_000;

  /// What the messages that wait may take when the answer's own time is over.
  private static final Duration FAREWELL = Duration.ofSeconds(4);

  private final Deque<Draft> drafts = new ArrayDeque<>();
  private final Deadline deadline;
  private int waiting;
  private boolean isBegun;
  private boolean isPosting;
  private boolean isCut;
  private boolean isFinished;
  private boolean isGone;

  /// @param deadline of the answer
  Outbox(Deadline deadline) {
    this.deadline = deadline;
  }

  /// Adds the first message, which is posted in any case.
  synchronized void open(Draft first) {
    join(first);
  }

  /// Adds a message behind the others, when there is room for it.
  ///
  /// @return whether there is still somebody to post it to
  synchronized boolean add(Draft draft) throws InterruptedException {
    if (!waitUntil(() -> hasRoomFor(draft) || isGone || isCut, Duration.ZERO)) {
      return false;
    }
    if (!isGone && !isCut) {
      join(draft);
    }
    return !isGone;
  }

  /// Forgets what waits, but for the first message, and what is added later. Changes nothing any
  /// more when the last message was added.
  synchronized void cut() {
    if (isFinished) {
      return;
    }
    Optional<Draft> first = isBegun ? Optional.empty() : Optional.ofNullable(drafts.peekFirst());
    forget();
    first.ifPresent(this::join);
    isCut = true;
    notifyAll();
  }

  /// Adds the last message and waits until everything has been posted.
  ///
  /// @return whether it was
  synchronized boolean finish(Draft last) throws InterruptedException {
    join(last);
    isFinished = true;
    waitUntil(() -> isGone || (!isPosting && drafts.isEmpty()), FAREWELL);
    return !isGone && !isPosting && drafts.isEmpty();
  }

  /// Waits for the members of the next message; nothing when there will be none. The message before
  /// it has been posted.
  synchronized Optional<String> next() throws InterruptedException {
    isPosting = false;
    notifyAll();
    while (drafts.isEmpty()) {
      if (isFinished) {
        return Optional.empty();
      }
      wait();
    }
    isBegun = true;
    isPosting = true;
    Draft draft = drafts.remove();
    waiting -= draft.size();
    String members = draft.take(MOST_CONTENT);
    if (!draft.isTaken()) {
      drafts.addFirst(draft);
      waiting += draft.size();
    }
    return Optional.of(members);
  }

  /// The client cannot be reached any more.
  synchronized void lose() {
    isGone = true;
    forget();
    notifyAll();
  }

  private void forget() {
    drafts.clear();
    waiting = 0;
  }

  private void join(Draft draft) {
    waiting += draft.size();
    if (draft instanceof Draft.Text(StringBuilder more)
        && drafts.peekLast() instanceof Draft.Text(StringBuilder text)) {
      text.append(more);
    } else {
      drafts.add(draft);
    }
    notifyAll();
  }

  private boolean hasRoomFor(Draft draft) {
    return waiting == 0 || waiting + draft.size() <= MOST_WAITING;
  }

  /// @param extra time after the deadline
  private boolean waitUntil(BooleanSupplier isSo, Duration extra) throws InterruptedException {
    while (!isSo.getAsBoolean()) {
      Duration left = Duration.between(deadline.clock().instant(), deadline.at().plus(extra));
      if (!left.isPositive()) {
        return false;
      }
      wait(left.toMillis() + 1);
    }
    return true;
  }
}
