package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;

/// Does beside the handler's initialization what the first event would otherwise wait for: connects
/// to the platform, then loads the classes that an answer needs. Thread-safe.
final class Warmup implements Runnable {

  private final Settings settings;
  private final Channel channel;
  private boolean connected;

  Warmup(Settings settings) {
    this.settings = settings;
    this.channel = new Channel(settings.endpoint());
  }

  /// Starts on a thread of its own.
  void start() {
    Thread thread = new Thread(this, "streambed-warmup");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      connect();
      pretend();
    } catch (IOException | RuntimeException _) {
      // The first event will meet the same failure, and report it.
    }
  }

  /// The channel of the first worker, once it is connected or cannot be.
  synchronized Channel channel() throws InterruptedException {
    while (!connected) {
      wait();
    }
    return channel;
  }

  private synchronized void connect() throws IOException {
    try {
      if (!settings.snapStart()) {
        // A connection must not be older than the snapshot.
        channel.open();
      }
    } finally {
      connected = true;
      notifyAll();
    }
  }

  // An answer that goes nowhere: nothing is sent before its first byte, and it has none.
  private void pretend() throws IOException {
    Invocation invocation = new Invocation("none", "", 0, "", "", "", "", "", Call.NOTHING);
    Answer answer = new Answer(settings.endpoint(), invocation);
    Prelude prelude = Prelude.of(FrontDoor.FUNCTION_URL, 200).withHeader("content-type", "none");
    try (OutputStream body = answer.stream(prelude.withCookie("none"))) {
      body.write(Call.NOTHING);
    }
    ChunkedBody.chunk(Call.NOTHING);
  }
}
