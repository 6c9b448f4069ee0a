package dev.streambed.bench.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A delayed send, on a separate thread.
final class DelayedTask {

  private final CompletableFuture<Long> awaitSentAt;

  private DelayedTask(CompletableFuture<Long> sent) {
    this.awaitSentAt = sent;
  }

  /// Sends and waits until it is accepted.
  interface Sender {
    void run() throws IOException, InterruptedException;
  }

  static DelayedTask start(Duration pause, Sender sender) {
    CompletableFuture<Long> sent = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(pause);
            long now = System.nanoTime();
            sender.run();
            sent.complete(now);
          } catch (IOException | InterruptedException | RuntimeException failed) {
            sent.completeExceptionally(failed);
          }
        });
    return new DelayedTask(sent);
  }

  /// Waits for the send and returns its time, as `System.nanoTime()`.
  ///
  /// @throws IOException if it was not accepted
  long awaitSentAt() throws IOException {
    try {
      return awaitSentAt.join();
    } catch (CompletionException failed) {
      throw new IOException("the answer could not be stopped", failed.getCause());
    }
  }
}
