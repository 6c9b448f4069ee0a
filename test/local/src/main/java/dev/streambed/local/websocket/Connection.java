package dev.streambed.local.websocket;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// An open connection. Thread-safe.
final class Connection {

  /// The largest message in either direction, in bytes.
  static final int LARGEST_MESSAGE = 128 << 10;

  /// The largest frame in either direction, in bytes.
  static final int LARGEST_FRAME = 32 << 10;

  // A character has at most three bytes, so that a frame of this many never exceeds the limit.
  private static final int CHUNK = LARGEST_FRAME / 3;
  private static final long MAX_WAITING_BYTES = 1 << 20;

  private final ClientIdentity clientIdentity;
  private final Session session;
  private final AtomicLong waiting = new AtomicLong();
  private volatile Instant lastActive;
  private Future<?> end = CompletableFuture.completedFuture(null);

  Connection(ClientIdentity clientIdentity, Session session) {
    this.clientIdentity = clientIdentity;
    this.session = session;
    this.lastActive = clientIdentity.connectedAt();
  }

  /// The result of sending a message.
  enum SendResult {
    /// It was sent.
    ON_ITS_WAY,
    /// The client reads too slowly, and too many messages are waiting.
    TOO_MUCH,
    /// The client has disconnected.
    GONE
  }

  ClientIdentity caller() {
    return clientIdentity;
  }

  Instant lastActive() {
    return lastActive;
  }

  void isActive(Instant now) {
    lastActive = now;
  }

  Session session() {
    return session;
  }

  /// Replaces the timer that closes the connection at its maximum age.
  synchronized void endsBy(Future<?> changed) {
    end.cancel(false);
    end = changed;
  }

  /// Sends a message, after all earlier ones.
  synchronized SendResult send(String text) {
    if (!session.isOpen()) {
      return SendResult.GONE;
    }
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (waiting.get() + size > MAX_WAITING_BYTES) {
      return SendResult.TOO_MUCH;
    }
    waiting.addAndGet(size);
    Callback done = Callback.from(() -> waiting.addAndGet(-size), _ -> waiting.addAndGet(-size));
    if (size <= LARGEST_FRAME) {
      session.sendText(text, done);
    } else {
      sendInFrames(text, done);
    }
    return SendResult.ON_ITS_WAY;
  }

  /// Closes the connection with a close frame.
  void close(CloseReason closeReason) {
    session.close(closeReason.status(), closeReason.reason(), Callback.NOOP);
  }

  /// Drops the connection without a close frame, as a network failure does.
  void drop() {
    session.disconnect();
  }

  private void sendInFrames(String text, Callback done) {
    int from = 0;
    while (text.length() - from > CHUNK) {
      boolean split = Character.isHighSurrogate(text.charAt(from + CHUNK - 1));
      int to = from + CHUNK - (split ? 1 : 0);
      session.sendPartialText(text.substring(from, to), false, Callback.NOOP);
      from = to;
    }
    session.sendPartialText(text.substring(from), true, done);
  }

  /// How a connection ended.
  ///
  /// @param status a status of RFC 6455
  /// @param reason the text of the close frame, or the empty string
  record CloseReason(int status, String reason) {

    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int NOT_ACCEPTABLE = 1003;
    static final int TOO_LARGE = 1009;

    private static final int NO_STATUS = 1005;
    private static final int LOST = 1006;

    /// API Gateway's text for a status where the client gave none.
    static CloseReason of(int status, String reason) {
      return switch (status) {
        case NO_STATUS -> new CloseReason(status, "Client-side close frame status not set");
        case LOST -> new CloseReason(status, "Connection Closed Abnormally");
        default -> new CloseReason(status, reason);
      };
    }
  }
}
