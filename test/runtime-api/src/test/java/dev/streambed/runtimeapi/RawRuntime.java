package dev.streambed.runtimeapi;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One connection of a runtime that says exactly what a test tells it to.
final class RawRuntime implements AutoCloseable {

  static final String ROOT = "/2018-06-01/runtime/";

  private final Socket socket;
  private final HttpReader input;

  RawRuntime(RuntimeApi api) throws IOException {
    String[] address = api.address().split(":", -1);
    socket = new Socket(address[0], Integer.parseInt(address[1]));
    socket.setSoTimeout(10_000);
    input = new HttpReader(socket.getInputStream());
  }

  /// What came back.
  record Answer(int status, Headers headers, String body) {}

  RawRuntime send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  RawRuntime send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  Answer get(String route) throws IOException {
    return send("GET " + ROOT + route + " HTTP/1.1\r\nHost: x\r\n\r\n").answer();
  }

  /// Posts a body of a known length.
  ///
  /// @param headers whole lines, each with its end
  Answer post(String route, String headers, String body) throws IOException {
    return send(head(route, headers + "Content-Length: " + body.length() + "\r\n") + body).answer();
  }

  /// Begins a streamed answer that announces its trailers.
  RawRuntime stream(String requestId) throws IOException {
    return send(
        head(
            "invocation/" + requestId + "/response",
            """
            Content-Type: text/event-stream\r
            Lambda-Runtime-Function-Response-Mode: streaming\r
            Transfer-Encoding: chunked\r
            Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r
            """));
  }

  RawRuntime chunk(String text) throws IOException {
    return send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  Answer end() throws IOException {
    return send("0\r\n\r\n").answer();
  }

  static String head(String route, String headers) {
    return "POST " + ROOT + route + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
  }

  Answer answer() throws IOException {
    String status = input.line();
    Headers headers = input.headers();
    RequestHead asHead = new RequestHead("", "", headers);
    RequestBody requestBody = RequestBody.of(asHead, input, new ConnectionTap(WireTap.NONE, 0));
    return new Answer(Integer.parseInt(status.substring(9, 12)), headers, requestBody.text());
  }

  /// Whether the server closes the connection without a further byte.
  boolean isClosedByServer() throws IOException {
    return input.firstLine().equals(Optional.empty());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
