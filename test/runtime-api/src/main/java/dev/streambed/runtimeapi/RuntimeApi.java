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
/// Thread-safe. With more than one worker, as many calls of [#invoke] run at once.
public final class RuntimeApi implements AutoCloseable {

  /// The largest buffered answer, in bytes.
  public static final long BUFFERED_LIMIT = (6L << 20) + 100;

  /// The largest streamed answer, in bytes.
  public static final long STREAMED_LIMIT = 200L << 20;

  private final ServerSocket server;
  private final RuntimeApiSettings runtimeApiSettings;
  private final InitStateMachine initStateMachine = new InitStateMachine();
  private final InvocationDispatcher invocationDispatcher;
  private final Set<RuntimeConnection> connections = ConcurrentHashMap.newKeySet();
  // Platform threads, because every chunk of an answer passes through one: waking a virtual thread
  // up costs two more switches.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("runtime-api-", 1).factory());

  private RuntimeApi(ServerSocket server, RuntimeApiSettings runtimeApiSettings) {
    this.server = server;
    this.runtimeApiSettings = runtimeApiSettings;
    this.invocationDispatcher = new InvocationDispatcher(runtimeApiSettings.workers());
  }

  /// Listens on 127.0.0.1, at a port of the system's choice.
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

  /// Waits until the runtime has come somewhere, at most this long. Where it is stays the answer
  /// until it moves on.
  public InitPhase awaitInit(Duration timeout) throws InterruptedException {
    return initStateMachine.await(timeout);
  }

  /// Answers the runtime's `/restore/next`, as after a snapshot was restored. [#awaitInit] then
  /// waits anew.
  ///
  /// @throws IllegalStateException when the runtime is not waiting for it
  public void restore() {
    initStateMachine.restore();
  }

  /// Gives an event to a waiting worker, waiting for one if need be, passes its answer to the sink,
  /// and returns when the answer has ended or the deadline has passed.
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

  /// Waits until a worker asks for an event. Lambda gives an environment no further event before
  /// that, and kills it when the last invocation's deadline passes first.
  ///
  /// @return whether a worker asks now
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    return invocationDispatcher.awaitIdle(timeout);
  }

  /// Reports that the runtime's process has ended: invocations that wait for it end now.
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
        // Closed meanwhile, or a client that vanished before it was accepted: the loop decides.
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
      // It may have been accepted while close() was cutting the others.
      if (server.isClosed()) {
        runtimeConnection.cut();
      }
    }
  }
}
