package dev.streambed.bench.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Something that is sent a while later, from a thread of its own.
final class DelayedTask {

  private final CompletableFuture<Long> awaitSentAt;

  private DelayedTask(CompletableFuture<Long> sent) {
    this.awaitSentAt = sent;
  }

  /// Sends something and waits until it was accepted.
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

  /// When it was sent, as `System.nanoTime()`; waits until it was.
  ///
  /// @throws IOException when it was not accepted
  long awaitSentAt() throws IOException {
    try {
      return awaitSentAt.join();
    } catch (CompletionException failed) {
      throw new IOException("the answer could not be stopped", failed.getCause());
    }
  }
}
