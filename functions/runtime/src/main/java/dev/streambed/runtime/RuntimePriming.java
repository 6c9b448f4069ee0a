package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;

/// Does work in parallel with the handler's initialization that would otherwise delay the first
/// event: connects to the platform, then loads the classes that a response needs. Thread-safe.
final class RuntimePriming implements Runnable {

  private final Settings settings;
  private final RuntimeApiClient runtimeApiClient;
  private boolean connected;

  RuntimePriming(Settings settings) {
    this.settings = settings;
    this.runtimeApiClient = new RuntimeApiClient(settings.runtimeApiEndpoint());
  }

  /// Starts the work on its own thread.
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
      // The first event will fail the same way, and report it.
    }
  }

  /// The first worker's client, after it was connected or could not be.
  synchronized RuntimeApiClient channel() throws InterruptedException {
    while (!connected) {
      wait();
    }
    return runtimeApiClient;
  }

  private synchronized void connect() throws IOException {
    try {
      if (!settings.snapStart()) {
        // A connection must not be opened before the snapshot.
        runtimeApiClient.open();
      }
    } finally {
      connected = true;
      notifyAll();
    }
  }

  // Writes a response without a body, so that nothing is sent.
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
