package dev.streambed.runtimeapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Lambda's side of the Runtime API for one execution environment.
///
/// Thread-safe. With more than one worker, as many calls of [#invoke] run concurrently.
public final class RuntimeApi implements AutoCloseable {

  /// The largest buffered response, in bytes.
  public static final long BUFFERED_LIMIT = (6L << 20) + 100;

  /// The largest streamed response, in bytes.
  public static final long STREAMED_LIMIT = 200L << 20;

  private final ServerSocket server;
  private final RuntimeApiSettings runtimeApiSettings;
  private final InitStateMachine initStateMachine = new InitStateMachine();
  private final InvocationDispatcher invocationDispatcher;
  private final Set<RuntimeConnection> connections = ConcurrentHashMap.newKeySet();
  // Platform threads, because every chunk of a response passes through one: waking a virtual thread
  // costs two more context switches.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("runtime-api-", 1).factory());

  private RuntimeApi(ServerSocket server, RuntimeApiSettings runtimeApiSettings) {
    this.server = server;
    this.runtimeApiSettings = runtimeApiSettings;
    this.invocationDispatcher = new InvocationDispatcher(runtimeApiSettings.workers());
  }

  /// Listens on a free port of 127.0.0.1.
  public static RuntimeApi start(RuntimeApiSettings runtimeApiSettings) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    RuntimeApi api = new RuntimeApi(server, runtimeApiSettings);
    api.threads.execute(api::accept);
    return api;
  }

  /// The value of `AWS_LAMBDA_RUNTIME_API`: host and port.
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /// Waits until the runtime has reached a phase of its start. Later calls return the same phase
  /// until the runtime moves on.
  public InitPhase awaitInit(Duration timeout) throws InterruptedException {
    return initStateMachine.await(timeout);
  }

  /// Responds to the runtime's `/restore/next`, as after a snapshot was restored. [#awaitInit] then
  /// waits again.
  ///
  /// @throws IllegalStateException when the runtime is not waiting for it
  public void restore() {
    initStateMachine.restore();
  }

  /// Gives an event to a waiting worker, waiting for one if necessary, passes its response to the
  /// sink, and returns when the response has ended or the deadline has passed.
  public InvocationOutcome invoke(Invocation invocation, ResponseSink sink)
      throws InterruptedException {
    InvocationState invocationState = new InvocationState(invocation, sink);
    if (!invocationDispatcher.give(invocationState)) {
      return invocationDispatcher.isGone()
          ? new InvocationOutcome.RuntimeExited()
          : new InvocationOutcome.TimedOut();
    }
    return invocationState.await();
  }

  /// Waits until a worker requests an event. Lambda gives an environment no other event before
  /// that, and kills it when the last invocation's deadline passes first.
  ///
  /// @return whether a worker is waiting for an event
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    return invocationDispatcher.awaitIdle(timeout);
  }

  /// Records that the runtime's process has exited: waiting invocations end now.
  public void runtimeExited() {
    initStateMachine.exited();
    invocationDispatcher.runtimeExited();
  }

  /// Stops listening and cuts every connection; running invocations end as
  /// [InvocationOutcome.RuntimeExited].
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException broken) {
      throw new UncheckedIOException("the server's socket does not close", broken);
    } finally {
      runtimeExited();
      connections.forEach(RuntimeConnection::cut);
      threads.shutdownNow();
    }
  }

  private void accept() {
    for (int number = 1; !server.isClosed(); number++) {
      try {
        serve(server.accept(), number);
      } catch (IOException | RejectedExecutionException _) {
        // Closed in the meantime, or a client that disconnected before it was accepted: the loop
        // decides.
      }
    }
  }

  private void serve(Socket socket, int number) {
    Routes routes = new Routes(runtimeApiSettings, initStateMachine, invocationDispatcher);
    RuntimeConnection runtimeConnection =
        new RuntimeConnection(socket, routes, new ConnectionTap(runtimeApiSettings.tap(), number));
    connections.add(runtimeConnection);
    try {
      threads.execute(() -> {
        runtimeConnection.run();
        connections.remove(runtimeConnection);
      });
    } finally {
      // It may have been accepted while close() was closing the others.
      if (server.isClosed()) {
        runtimeConnection.cut();
      }
    }
  }
}
