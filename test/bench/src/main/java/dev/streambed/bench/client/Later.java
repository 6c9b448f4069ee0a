package dev.streambed.bench.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Something that is sent a while later, from a thread of its own.
final class Later {

  private final CompletableFuture<Long> sent;

  private Later(CompletableFuture<Long> sent) {
    this.sent = sent;
  }

  /// Sends something and waits until it was accepted.
  interface Sending {
    void run() throws IOException, InterruptedException;
  }

  static Later after(Duration pause, Sending sending) {
    CompletableFuture<Long> sent = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(pause);
            long now = System.nanoTime();
            sending.run();
            sent.complete(now);
          } catch (IOException | InterruptedException | RuntimeException failed) {
            sent.completeExceptionally(failed);
          }
        });
    return new Later(sent);
  }

  /// When it was sent, as `System.nanoTime()`; waits until it was.
  ///
  /// @throws IOException when it was not accepted
  long sent() throws IOException {
    try {
      return sent.join();
    } catch (CompletionException failed) {
      throw new IOException("the answer could not be stopped", failed.getCause());
    }
  }
}
