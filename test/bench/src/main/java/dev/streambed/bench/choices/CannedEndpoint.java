package dev.streambed.bench.choices;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.net.ServerSocketFactory;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/// DynamoDB and Bedrock in one: each request is answered immediately, so that only the client is
/// measured.
final class CannedEndpoint implements AutoCloseable {

  private static final byte[] STREAM = stream();
  private static final byte[] ITEM =
      """
      {"Item":{"customerId":{"S":"c"},"status":{"S":"active"},"limits":{"M":{}}}}\
      """
          .getBytes(StandardCharsets.UTF_8);

  private final ServerSocket server;
  private final String scheme;

  private CannedEndpoint(ServerSocket server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  static CannedEndpoint plain() throws IOException {
    return new CannedEndpoint(listen(ServerSocketFactory.getDefault()), "http");
  }

  static CannedEndpoint tls() throws Exception {
    return new CannedEndpoint(listen(SelfSignedCertificate.sockets()), "https");
  }

  URI uri() {
    return URI.create(scheme + "://localhost:" + server.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static ServerSocket listen(ServerSocketFactory sockets) throws IOException {
    return sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        connection.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private static void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (true) {
        answer(in, connection.getOutputStream());
      }
    } catch (IOException _) {
      // The client has closed the connection.
    }
  }

  private static void answer(InputStream in, OutputStream out) throws IOException {
    boolean isForBedrock = line(in).contains("/model/");
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    byte[] body = isForBedrock ? STREAM : ITEM;
    String type =
        isForBedrock ? "application/vnd.amazon.eventstream" : "application/x-amz-json-1.0";
    String head =
        "HTTP/1.1 200 OK\r\ncontent-type: %s\r\ncontent-length: %d\r\n\r\n"
            .formatted(type, body.length);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private static byte[] stream() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int chunk = 0; chunk < 25; chunk++) {
      encode(
          "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"a river\"}}",
          stream);
    }
    encode(
        "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":1}}",
        stream);
    return stream.toByteArray();
  }

  private static void encode(String event, OutputStream out) {
    String bytes = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));
    Map<String, HeaderValue> headers =
        Map.of(
            ":message-type", HeaderValue.fromString("event"),
            ":event-type", HeaderValue.fromString("chunk"),
            ":content-type", HeaderValue.fromString("application/json"));
    byte[] payload = ("{\"bytes\":\"" + bytes + "\"}").getBytes(StandardCharsets.UTF_8);
    new Message(headers, payload).encode(out);
  }
}
