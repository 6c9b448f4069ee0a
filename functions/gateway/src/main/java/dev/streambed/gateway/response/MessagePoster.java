package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.MessageSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Posts what is in the outbox, one message after the other, on a thread of its own.
final class MessagePoster implements AutoCloseable {

  private final ClientAnswerId id;
  private final MessageQueue messageQueue;
  private final MessageSink path;
  private final Thread thread;
  private @Nullable Runnable onLoss;
  private boolean isLost;

  MessagePoster(ClientAnswerId id, MessageQueue messageQueue, MessageSink path) {
    this.id = id;
    this.messageQueue = messageQueue;
    this.path = path;
    this.thread = Thread.ofPlatform().daemon().name("streambed-post").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Has this run when a message could not be posted; at once when one could not already.
  void onLoss(Runnable action) {
    synchronized (this) {
      onLoss = action;
      if (!isLost) {
        return;
      }
    }
    action.run();
  }

  /// Ends the thread, from any other.
  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      int seq = 0;
      Optional<String> members = messageQueue.next();
      while (members.isPresent()) {
        if (!path.post(message(seq, members.get()))) {
          lose();
          return;
        }
        seq++;
        members = messageQueue.next();
      }
    } catch (InterruptedException _) {
      // Closed: no writer waits any more.
    }
  }

  private void lose() {
    messageQueue.clientGone();
    Runnable action;
    synchronized (this) {
      isLost = true;
      action = onLoss;
    }
    if (action != null) {
      action.run();
    }
  }

  private String message(int seq, String members) {
    // The id needs no escape: it is letters, digits, - and _.
    return "{\"id\":\"" + id.value() + "\",\"seq\":" + seq + "," + members + "}";
  }
}
