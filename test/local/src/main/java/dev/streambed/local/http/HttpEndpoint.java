package dev.streambed.local.http;

import dev.streambed.local.domain.LocalStackException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// An HTTP/1.1 server on one port of 127.0.0.1.
public final class HttpEndpoint implements AutoCloseable {

  /// One minute more than the longest silence of a function.
  private static final Duration IDLE = Duration.ofMinutes(16);

  private static final int MAX_THREADS = 512;
  private static final int LARGEST_HEAD = 64 << 10;
  // Small, so that back-pressure from a slow caller soon reaches the function.
  private static final int SEND_BUFFER = 64 << 10;

  private final Server server;
  private final ServerConnector connector;

  private HttpEndpoint(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /// Starts a server.
  ///
  /// @param name its name, for messages
  /// @param port the port, or 0 for any free one
  /// @throws LocalStackException when the port is taken
  public static HttpEndpoint start(String name, int port, Handler handler) {
    return start(name, port, handler, Optional.empty());
  }

  /// Starts a server that takes TLS too, on the same port.
  ///
  /// @param name its name, for messages
  /// @param port the port, or 0 for any free one
  /// @param certificate empty: no TLS
  /// @throws LocalStackException when the port is taken
  public static HttpEndpoint start(
      String name, int port, Handler handler, Optional<LocalCertificate> certificate) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName(name);
    threads.setDaemon(true);
    Server server = new Server(threads);
    // Without acceptor threads: the selector accepts connections, which saves a thread.
    ServerConnector connector = new ServerConnector(server, 0, 1, connectionFactories(certificate));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptedSendBufferSize(SEND_BUFFER);
    server.addConnector(connector);
    server.setHandler(handler);
    HttpEndpoint httpEndpoint = new HttpEndpoint(server, connector);
    httpEndpoint.listen(name, port);
    return httpEndpoint;
  }

  /// The port it listens on.
  public int port() {
    return connector.getLocalPort();
  }

  /// Scheme, host and port.
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception broken) {
      throw new IllegalStateException("the server on port " + port() + " does not stop", broken);
    }
  }

  private void listen(String name, int port) {
    try {
      server.start();
    } catch (Exception failed) {
      close();
      throw LocalStackException.notListening(name, port, failed);
    }
  }

  // Functions post to WebSocket connections without TLS, whatever callers do.
  private static ConnectionFactory[] connectionFactories(Optional<LocalCertificate> certificate) {
    HttpConnectionFactory http = new HttpConnectionFactory(configuration());
    return certificate
        .map(it ->
            new ConnectionFactory[] {
              new DetectorConnectionFactory(
                  new SslConnectionFactory(it.sslContext(), http.getProtocol())),
              http
            })
        .orElse(new ConnectionFactory[] {http});
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(LARGEST_HEAD);
    configuration.setResponseHeaderSize(LARGEST_HEAD);
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    return configuration;
  }
}
