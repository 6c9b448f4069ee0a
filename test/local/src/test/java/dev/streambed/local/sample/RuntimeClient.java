package dev.streambed.local.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The runtime's side of the Runtime API, as small as can be.
final class RuntimeClient {

  private static final String ROOT = "/2018-06-01/runtime/";

  private final String api;

  RuntimeClient(String api) {
    this.api = api;
  }

  /// One event.
  ///
  /// @param id the id of the invocation
  /// @param json the payload
  /// @param headers the event's metadata, as JSON
  record Event(String id, String json, String headers) {}

  Event next() throws IOException {
    HttpURLConnection get = open("invocation/next");
    try (InputStream body = get.getInputStream()) {
      String json = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, List<String>> all = new TreeMap<>();
      get.getHeaderFields().forEach((name, values) -> all.put(String.valueOf(name), values));
      StringBuilder headers = new StringBuilder("{");
      all.forEach(
          (name, values) -> headers.append("\"%s\":\"%s\",".formatted(name, values.getFirst())));
      String id = get.getHeaderField("Lambda-Runtime-Aws-Request-Id");
      return new Event(id, json, headers.append("\"end\":\"\"}").toString());
    }
  }

  /// Reports that a snapshot can be taken, and returns after it was restored.
  void awaitRestore() throws IOException {
    open("restore/next").getInputStream().close();
  }

  void initError(String body) throws IOException {
    post("init/error", "application/json", "Runtime.SampleInit", body);
  }

  void error(Event event, String type, String body) throws IOException {
    post("invocation/" + event.id() + "/error", "application/json", type, body);
  }

  /// Answers without a prelude and without the streaming mode.
  void raw(Event event, String contentType, String body) throws IOException {
    post("invocation/" + event.id() + "/response", contentType, "", body);
  }

  Stream stream(Event event) throws IOException {
    return new Stream(event);
  }

  private void post(String path, String contentType, String errorType, String body)
      throws IOException {
    HttpURLConnection post = open(path);
    post.setRequestMethod("POST");
    post.setRequestProperty("Content-Type", contentType);
    post.setRequestProperty("Lambda-Runtime-Function-Error-Type", errorType);
    post.setDoOutput(true);
    try (OutputStream out = post.getOutputStream()) {
      out.write(SampleFunction.utf8(body));
    }
    post.getResponseCode();
  }

  private HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) URI.create("http://" + api + ROOT + path).toURL().openConnection();
  }

  /// A streamed answer, a chunk for each write.
  final class Stream {
    private final Socket socket;
    private final OutputStream out;

    private Stream(Event event) throws IOException {
      String[] address = api.split(":", 2);
      this.socket = new Socket(address[0], Integer.parseInt(address[1]));
      socket.setTcpNoDelay(true);
      this.out = socket.getOutputStream();
      send(
          "POST "
              + ROOT
              + "invocation/"
              + event.id()
              + "/response HTTP/1.1\r\n"
              + "Host: "
              + api
              + "\r\n"
              + "Content-Type: application/vnd.awslambda.http-integration-response\r\n"
              + "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
              + "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n");
    }

    Stream prelude(String json) throws IOException {
      return write(json + "\0".repeat(8));
    }

    Stream write(String text) throws IOException {
      byte[] bytes = SampleFunction.utf8(text);
      byte[] head = SampleFunction.utf8(Integer.toHexString(bytes.length) + "\r\n");
      byte[] chunk = new byte[head.length + bytes.length + 2];
      System.arraycopy(head, 0, chunk, 0, head.length);
      System.arraycopy(bytes, 0, chunk, head.length, bytes.length);
      chunk[chunk.length - 2] = '\r';
      chunk[chunk.length - 1] = '\n';
      out.write(chunk);
      return this;
    }

    void end() throws IOException {
      finish("0\r\n\r\n");
    }

    void endWithError(String type, String body) throws IOException {
      finish(
          "0\r\nLambda-Runtime-Function-Error-Type: "
              + type
              + "\r\n"
              + "Lambda-Runtime-Function-Error-Body: "
              + Base64.getEncoder().encodeToString(SampleFunction.utf8(body))
              + "\r\n\r\n");
    }

    void cut() throws IOException {
      socket.close();
    }

    private void finish(String last) throws IOException {
      send(last);
      socket.getInputStream().read();
      socket.close();
    }

    private void send(String text) throws IOException {
      out.write(SampleFunction.utf8(text));
    }
  }
}
