package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.MessageSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Posts the messages of a [MessageQueue], one after the other, on its own thread.
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

  /// Sets the action to run when a message could not be posted. Runs it immediately if that has
  /// already happened.
  void onLoss(Runnable action) {
    synchronized (this) {
      onLoss = action;
      if (!isLost) {
        return;
      }
    }
    action.run();
  }

  /// Ends the posting thread. Can be called from any other thread.
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
      // Closed: no writer is waiting any more.
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
    // The id needs no escaping: it consists of letters, digits, - and _.
    return "{\"id\":\"" + id.value() + "\",\"seq\":" + seq + "," + members + "}";
  }
}
