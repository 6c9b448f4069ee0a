package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;

/// Does beside the handler's initialization what the first event would otherwise wait for: connects
/// to the platform, then loads the classes that an answer needs. Thread-safe.
final class RuntimePriming implements Runnable {

  private final Settings settings;
  private final RuntimeApiClient runtimeApiClient;
  private boolean connected;

  RuntimePriming(Settings settings) {
    this.settings = settings;
    this.runtimeApiClient = new RuntimeApiClient(settings.runtimeApiEndpoint());
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
      loadClasses();
    } catch (IOException | RuntimeException _) {
      // The first event will meet the same failure, and report it.
    }
  }

  /// The channel of the first worker, once it is connected or cannot be.
  synchronized RuntimeApiClient channel() throws InterruptedException {
    while (!connected) {
      wait();
    }
    return runtimeApiClient;
  }

  private synchronized void connect() throws IOException {
    try {
      if (!settings.snapStart()) {
        // A connection must not be older than the snapshot.
        runtimeApiClient.open();
      }
    } finally {
      connected = true;
      notifyAll();
    }
  }

  // An answer that goes nowhere: nothing is sent before its first byte, and it has none.
  private void loadClasses() throws IOException {
    Invocation invocation =
        new Invocation("none", "", 0, "", "", "", "", "", RuntimeApiRequest.EMPTY_BODY);
    InvocationResponse invocationResponse =
        new InvocationResponse(settings.runtimeApiEndpoint(), invocation);
    Prelude prelude = Prelude.of(FrontDoor.FUNCTION_URL, 200).withHeader("content-type", "none");
    try (OutputStream body = invocationResponse.stream(prelude.withCookie("none"))) {
      body.write(RuntimeApiRequest.EMPTY_BODY);
    }
    ChunkedBodyWriter.chunk(RuntimeApiRequest.EMPTY_BODY);
  }
}
