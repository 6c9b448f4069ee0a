package dev.streambed.bedrock;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// A Jetty server for HTTP/1.1 and HTTP/2 without TLS on 127.0.0.1, with a virtual thread for each
/// request.
///
/// @param server Jetty
/// @param requests the requests' threads
/// @param connector where it listens
record HttpServer(Server server, ExecutorService requests, ServerConnector connector)
    implements AutoCloseable {

  // No answer is silent for longer, and a caller may keep it waiting for as long as it likes.
  private static final Duration IDLE = Duration.ofHours(2);
  private static final int MAX_STREAMS = 1_000;
  // Small, so that a caller that does not read is felt soon.
  private static final int SEND_BUFFER = 64 * 1024;

  /// Starts a server.
  ///
  /// @param port 0 for any free one
  /// @throws IOException when the port is taken
  static HttpServer start(int port, Handler handler) throws IOException {
    ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    QueuedThreadPool pool = new QueuedThreadPool();
    pool.setName("bedrock");
    pool.setVirtualThreadsExecutor(requests);
    Server server = new Server(pool);
    ServerConnector connector = connector(server, port);
    server.addConnector(connector);
    server.setHandler(handler);
    HttpServer starting = new HttpServer(server, requests, connector);
    starting.begin();
    return starting;
  }

  private static ServerConnector connector(Server server, int port) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    // Model ids are ARNs with escaped slashes.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    ServerConnector connector =
        new ServerConnector(
            server, 1, 1, new HttpConnectionFactory(configuration), http2(configuration));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptedSendBufferSize(SEND_BUFFER);
    return connector;
  }

  /// Several SDKs use only HTTP/2 for Bedrock, even without TLS.
  private static HTTP2CServerConnectionFactory http2(HttpConfiguration configuration) {
    HTTP2CServerConnectionFactory http2 = new HTTP2CServerConnectionFactory(configuration);
    http2.setStreamIdleTimeout(IDLE.toMillis());
    http2.setMaxConcurrentStreams(MAX_STREAMS);
    // Tests open and break streams faster than a well-meaning caller would.
    http2.setRateControlFactory(new RateControl.Factory() {});
    return http2;
  }

  private void begin() throws IOException {
    try {
      server.start();
    } catch (Exception failed) {
      close();
      throw new IOException("cannot serve on port " + connector.getPort(), failed);
    }
  }

  /// Scheme and authority.
  URI uri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    requests.shutdownNow();
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("the server did not stop", failed);
    }
  }
}
