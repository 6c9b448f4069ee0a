package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The messages of one answer that wait to be posted, in order. Text that arrives while a message
/// is being posted is joined to the text already waiting: a slow client gets fewer messages instead
/// of later ones.
///
/// One thread adds and one thread takes; [#discardPending] can be called from any thread.
final class MessageQueue {

  /// The most characters that may wait; above this, the writer blocks.
  static final int MOST_WAITING = 256 * 1024;

  /// The longest content of one message, in bytes of JSON. Leaves room for the message's other
  /// members within one API Gateway frame (32 KB).
  static final int MOST_CONTENT = 30_000;

  /// How long posting the remaining messages may take after the answer's deadline.
  private static final Duration FINAL_TIMEOUT = Duration.ofSeconds(4);

  private final Deque<PendingMessage> drafts = new ArrayDeque<>();
  private final Deadline deadline;
  private int waiting;
  private boolean isBegun;
  private boolean isPosting;
  private boolean isCut;
  private boolean isFinished;
  private boolean isGone;

  /// @param deadline the deadline of the answer
  MessageQueue(Deadline deadline) {
    this.deadline = deadline;
  }

  /// Adds the first message. It is posted even after [#discardPending].
  synchronized void open(PendingMessage first) {
    join(first);
  }

  /// Adds a message to the end, and blocks while the queue is full.
  ///
  /// @return false when the client has disconnected
  synchronized boolean add(PendingMessage pendingMessage) throws InterruptedException {
    if (!waitUntil(() -> hasRoomFor(pendingMessage) || isGone || isCut, Duration.ZERO)) {
      return false;
    }
    if (!isGone && !isCut) {
      join(pendingMessage);
    }
    return !isGone;
  }

  /// Discards all messages that wait, except the first one, and all that are added later. Has no
  /// effect once the last message was added.
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

  /// Adds the last message and waits until all messages are posted.
  ///
  /// @return whether all were posted
  synchronized boolean finish(PendingMessage last) throws InterruptedException {
    join(last);
    isFinished = true;
    waitUntil(() -> isGone || (!isPosting && drafts.isEmpty()), FINAL_TIMEOUT);
    return !isGone && !isPosting && drafts.isEmpty();
  }

  /// Waits for the members of the next message. Calling it confirms that the previous message was
  /// posted.
  ///
  /// @return empty when there are no more messages
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

  /// Records that the client can no longer be reached.
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

  /// @param extra how long to wait beyond the deadline
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
