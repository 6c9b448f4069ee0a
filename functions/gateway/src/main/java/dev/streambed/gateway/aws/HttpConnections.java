package dev.streambed.gateway.aws;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpClientConnectionManager;
import software.amazon.awssdk.crt.http.HttpClientConnectionManagerOptions;
import software.amazon.awssdk.crt.http.HttpProxyEnvironmentVariableSetting;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.SocketOptions;
import software.amazon.awssdk.crt.io.TlsConnectionOptions;
import software.amazon.awssdk.crt.io.TlsContext;
import software.amazon.awssdk.crt.io.TlsContextOptions;

/// Pooled HTTP/1.1 connections of the AWS Common Runtime, one pool for each endpoint. Certificates
/// are checked against the system's store, which is read once. Thread-safe.
public final class HttpConnections implements AutoCloseable {

  private static final int CONNECTIONS = 100;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration NEGOTIATE_TLS = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(60);

  /// Longer than any caller waits for a connection; it only cleans up.
  private static final Duration ACQUIRE = Duration.ofSeconds(30);

  /// How much of a response is read ahead of its handler.
  private static final long WINDOW_BYTES = 128 * 1024;

  /// A model may think for minutes, and a NAT gateway drops idle connections.
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final Map<String, HttpClientConnectionManager> pools = new HashMap<>();
  private final String trustedCertificates;
  private @Nullable TlsContext tls;
  private boolean isClosed;

  public HttpConnections() {
    this("");
  }

  /// For tests.
  ///
  /// @param trustedCertificates PEM; empty for the system's store
  HttpConnections(String trustedCertificates) {
    this.trustedCertificates = trustedCertificates;
  }

  /// Sends a request on a connection of the pool.
  ///
  /// @param endpoint of which scheme, host and port count
  HttpCall start(URI endpoint, HttpRequest request, ResponseHandler handler) {
    HttpCall call = new HttpCall(request, handler);
    try {
      var _ = acquire(endpoint).whenComplete(call);
    } catch (RuntimeException e) {
      call.accept(null, e);
    }
    return call;
  }

  /// Reads the system's certificates, which the first connection over TLS would wait for. If that
  /// fails, the first connection tries again, and its request fails.
  public synchronized void prepareTls() {
    try {
      if (!isClosed) {
        tls();
      }
    } catch (CrtRuntimeException _) {
      // As said above.
    }
  }

  /// Forgets the connections, which a snapshot has brought along and whose other sides are gone.
  /// New ones are opened when they are needed.
  public synchronized void forget() {
    for (HttpClientConnectionManager pool : pools.values()) {
      pool.close();
    }
    pools.clear();
  }

  /// Ends the connections, those of requests on their way when these have ended.
  @Override
  public synchronized void close() {
    isClosed = true;
    forget();
    if (tls != null) {
      tls.close();
      tls = null;
    }
  }

  // In the lock: a pool that is closed meanwhile ends the process.
  private synchronized CompletableFuture<HttpClientConnection> acquire(URI endpoint) {
    return pool(endpoint).acquireConnection();
  }

  private HttpClientConnectionManager pool(URI endpoint) {
    if (isClosed) {
      throw new IllegalStateException("closed");
    }
    String origin = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
    HttpClientConnectionManager known = pools.get(origin);
    HttpClientConnectionManager pool = known == null ? open(URI.create(origin)) : known;
    pools.put(origin, pool);
    return pool;
  }

  private HttpClientConnectionManager open(URI endpoint) {
    HttpClientConnectionManagerOptions options =
        new HttpClientConnectionManagerOptions()
            .withClientBootstrap(ClientBootstrap.getOrCreateStaticDefault())
            .withUri(endpoint)
            .withMaxConnections(CONNECTIONS)
            .withManualWindowManagement(true)
            .withWindowSize(WINDOW_BYTES)
            .withMaxConnectionIdleInMilliseconds(IDLE.toMillis())
            .withConnectionAcquisitionTimeoutInMilliseconds(ACQUIRE.toMillis());
    if (!isLocal(endpoint.getHost())) {
      // Only variables that are set have an effect.
      options.withProxyEnvironmentVariableSetting(new HttpProxyEnvironmentVariableSetting());
    }
    try (SocketOptions socket = new SocketOptions()) {
      socket.connectTimeoutMs = (int) CONNECT.toMillis();
      socket.setTcpKeepAlive(KEEP_ALIVE_SECONDS, KEEP_ALIVE_SECONDS);
      options.withSocketOptions(socket);
      if (!"https".equals(endpoint.getScheme())) {
        return HttpClientConnectionManager.create(options);
      }
      try (TlsConnectionOptions connection = new TlsConnectionOptions(tls())) {
        connection.withServerName(endpoint.getHost()).withTimeoutMs((int) NEGOTIATE_TLS.toMillis());
        return HttpClientConnectionManager.create(options.withTlsConnectionOptions(connection));
      }
    }
  }

  // A proxy must not see a request for credentials, nor can it reach this machine.
  static boolean isLocal(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("(?:127|169\\.254)[0-9.]+");
  }

  private TlsContext tls() {
    TlsContext known = tls;
    if (known != null) {
      return known;
    }
    try (TlsContextOptions options = TlsContextOptions.createDefaultClient()) {
      if (!trustedCertificates.isEmpty()) {
        options.overrideDefaultTrustStore(trustedCertificates);
      }
      TlsContext context = new TlsContext(options);
      tls = context;
      return context;
    }
  }
}
