package dev.streambed.e2e.caller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A proxy in front of a front door that alters some of its answers. The first rule that fits a
/// request counts; what no rule fits passes as it comes.
public final class AlteringProxy implements AutoCloseable {

  /// Headers of one connection, which a proxy does not pass on.
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection", "content-length", "host", "http2-settings", "transfer-encoding", "upgrade");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final URI target;
  private final List<Rule> rules = new ArrayList<>();
  private final List<String> swallowed = new ArrayList<>();

  /// Which answers are altered, and how.
  ///
  /// @param line the beginning of the request's method and path, behind which is a space
  /// @param body a part of the request's body
  /// @param header a header that is removed from the answer, or empty
  /// @param change makes the answer's whole body; absent: it passes as it comes
  private record Rule(
      String line, String body, String header, Optional<Function<byte[], byte[]>> change) {

    boolean fits(String requestLine, String requestBody) {
      return (requestLine + " ").startsWith(line) && requestBody.contains(body);
    }
  }

  /// @param target the base URL of the front door
  public AlteringProxy(URI target) throws IOException {
    String base = target.toString();
    this.target = URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.setExecutor(threads);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Makes other bodies of whole answers, which are no longer streamed.
  ///
  /// @param body a part of the bodies of the requests
  public AlteringProxy changing(String line, String body, Function<byte[], byte[]> change) {
    rules.add(new Rule(line, body, "", Optional.of(change)));
    return this;
  }

  /// The same for text.
  public AlteringProxy replacing(String line, String body, String text, String by) {
    return changing(
        line,
        body,
        bytes ->
            new String(bytes, StandardCharsets.UTF_8)
                .replace(text, by)
                .getBytes(StandardCharsets.UTF_8));
  }

  /// Removes the headers whose name begins like this.
  public AlteringProxy withoutHeader(String line, String body, String header) {
    rules.add(new Rule(line, body, header, Optional.empty()));
    return this;
  }

  /// Answers requests with a 202 instead of passing them on.
  public AlteringProxy swallowing(String line) {
    swallowed.add(line);
    return this;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      if (swallowed.stream().anyMatch(line::startsWith)) {
        exchange.sendResponseHeaders(202, -1);
        return;
      }
      String text = new String(body, StandardCharsets.UTF_8);
      Rule rule =
          rules.stream()
              .filter(each -> each.fits(line, text))
              .findFirst()
              .orElse(new Rule("", "", "", Optional.empty()));
      HttpResponse<InputStream> response =
          http.send(request(exchange, body), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream answer = response.body()) {
        answer(exchange, response, answer, rule);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  private static void answer(
      HttpExchange exchange, HttpResponse<InputStream> response, InputStream body, Rule rule)
      throws IOException {
    response
        .headers()
        .map()
        .forEach((name, values) -> {
          boolean isLost = !rule.header().isEmpty() && name.startsWith(rule.header());
          if (!isLost && !HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(response.statusCode(), -1);
      return;
    }
    Optional<byte[]> whole =
        rule.change().isPresent()
            ? Optional.of(rule.change().get().apply(body.readAllBytes()))
            : Optional.empty();
    exchange.sendResponseHeaders(response.statusCode(), 0);
    try (OutputStream out = exchange.getResponseBody()) {
      if (whole.isPresent()) {
        out.write(whole.get());
        return;
      }
      byte[] buffer = new byte[8192];
      for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
        out.write(buffer, 0, length);
        out.flush();
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.shutdownNow();
  }
}
