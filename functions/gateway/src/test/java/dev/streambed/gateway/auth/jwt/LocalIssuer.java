package dev.streambed.gateway.auth.jwt;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An OpenID Connect issuer on a real socket, as far as it publishes its keys.
final class LocalIssuer implements AutoCloseable {

  /// Answers the question for the keys.
  @FunctionalInterface
  interface KeysHandler {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile KeysHandler keysHandler = exchange -> send(exchange, 200, "{\"keys\":[]}");
  private volatile String configuration;

  private LocalIssuer(HttpServer server) {
    this.server = server;
    this.configuration =
        "{\"issuer\":\"" + address() + "\",\"jwks_uri\":\"" + address() + "/keys\"}";
    server.createContext("/.well-known/openid-configuration", this::configuration);
    server.createContext("/keys", this::keys);
  }

  static LocalIssuer start() {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
      HttpServer server = HttpServer.create(any, 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return new LocalIssuer(server);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The number of requests.
  int requests() {
    return requests.get();
  }

  void publish(JWK... published) {
    String set = new JWKSet(List.of(published)).toString(true);
    keysHandler = exchange -> send(exchange, 200, set);
  }

  void answerForKeys(KeysHandler changed) {
    keysHandler = changed;
  }

  void configure(String changed) {
    configuration = changed;
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void configuration(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    send(exchange, 200, configuration);
  }

  private void keys(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    keysHandler.answer(exchange);
  }
}
