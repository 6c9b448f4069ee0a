package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The messages of one answer that wait to be posted, in their order. While one is posted, the text
/// that comes is joined to the text that waits: a slow client costs fewer messages, not more delay.
///
/// One thread adds, one takes; [#discardPending] may be called from any.
final class MessageQueue {

  /// Beyond this, in characters, the writer has to wait.
  static final int MOST_WAITING = 256 * 1024;

  /// What a content of one message may take, in bytes of JSON. Leaves room for the rest of it below
  /// one frame of API Gateway's.
  static final int MOST_CONTENT = 30_000;

  /// What the messages that wait may take when the answer's own time is over.
  private static final Duration FINAL_TIMEOUT = Duration.ofSeconds(4);

  private final Deque<PendingMessage> drafts = new ArrayDeque<>();
  private final Deadline deadline;
  private int waiting;
  private boolean isBegun;
  private boolean isPosting;
  private boolean isCut;
  private boolean isFinished;
  private boolean isGone;

  /// @param deadline of the answer
  MessageQueue(Deadline deadline) {
    this.deadline = deadline;
  }

  /// Adds the first message, which is posted in any case.
  synchronized void open(PendingMessage first) {
    join(first);
  }

  /// Adds a message behind the others, when there is room for it.
  ///
  /// @return false when the client has gone
  synchronized boolean add(PendingMessage pendingMessage) throws InterruptedException {
    if (!waitUntil(() -> hasRoomFor(pendingMessage) || isGone || isCut, Duration.ZERO)) {
      return false;
    }
    if (!isGone && !isCut) {
      join(pendingMessage);
    }
    return !isGone;
  }

  /// Forgets what waits, but for the first message, and what is added later. Changes nothing any
  /// more when the last message was added.
  synchronized void discardPending() {
    if (isFinished) {
      return;
    }
    Optional<PendingMessage> first =
        isBegun ? Optional.empty() : Optional.ofNullable(drafts.peekFirst());
    forget();
    first.ifPresent(this::join);
    isCut = true;
    notifyAll();
  }

  /// Adds the last message and waits until everything has been posted.
  ///
  /// @return whether it was
  synchronized boolean finish(PendingMessage last) throws InterruptedException {
    join(last);
    isFinished = true;
    waitUntil(() -> isGone || (!isPosting && drafts.isEmpty()), FINAL_TIMEOUT);
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
    PendingMessage pendingMessage = drafts.remove();
    waiting -= pendingMessage.size();
    String members = pendingMessage.take(MOST_CONTENT);
    if (!pendingMessage.isTaken()) {
      drafts.addFirst(pendingMessage);
      waiting += pendingMessage.size();
    }
    return Optional.of(members);
  }

  /// The client cannot be reached any more.
  synchronized void clientGone() {
    isGone = true;
    forget();
    notifyAll();
  }

  private void forget() {
    drafts.clear();
    waiting = 0;
  }

  private void join(PendingMessage pendingMessage) {
    waiting += pendingMessage.size();
    if (pendingMessage instanceof PendingMessage.Text(StringBuilder more)
        && drafts.peekLast() instanceof PendingMessage.Text(StringBuilder text)) {
      text.append(more);
    } else {
      drafts.add(pendingMessage);
    }
    notifyAll();
  }

  private boolean hasRoomFor(PendingMessage pendingMessage) {
    return waiting == 0 || waiting + pendingMessage.size() <= MOST_WAITING;
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
