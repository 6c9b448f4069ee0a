package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// One connection to the Runtime API. Not thread-safe, except for [#close].
///
/// Uses a blocking socket, because an interrupt would close a channel, and a handler that was
/// interrupted near its deadline must still be able to end its response.
final class Connection implements AutoCloseable {

  private final Socket socket;
  private final OutputStream out;
  private final HttpResponseReader in;
  private final String host;

  private Connection(Socket socket, String host) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.in = new HttpResponseReader(socket.getInputStream());
    this.host = host;
  }

  static Connection open(RuntimeApiEndpoint runtimeApiEndpoint) throws IOException {
    // NO_PROXY, because looking up a SOCKS proxy costs start-up time, and the platform is local.
    Socket socket = new Socket(Proxy.NO_PROXY);
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(runtimeApiEndpoint.host(), runtimeApiEndpoint.port()));
      return new Connection(socket, runtimeApiEndpoint.address());
    } catch (IOException | RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  /// Sends a complete request, and waits for its response without a timeout.
  ///
  /// @throws NoResponseException when the connection broke before the response started
  RuntimeApiResponse exchange(RuntimeApiRequest runtimeApiRequest) throws IOException {
    byte[] body = runtimeApiRequest.body();
    StringBuilder head = head(runtimeApiRequest);
    if (runtimeApiRequest.method().equals("POST")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    try {
      send(head.append("\r\n"), body);
    } catch (IOException closedMeanwhile) {
      throw new NoResponseException(closedMeanwhile);
    }
    return in.read();
  }

  /// Sends the head of a request with a chunked body, and the first bytes of that body.
  void begin(RuntimeApiRequest runtimeApiRequest, byte[] firstChunk) throws IOException {
    send(head(runtimeApiRequest).append("Transfer-Encoding: chunked\r\n\r\n"), firstChunk);
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  RuntimeApiResponse receive() throws IOException {
    return in.read();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is lost: all requests on this connection have succeeded or failed.
    }
  }

  private StringBuilder head(RuntimeApiRequest runtimeApiRequest) {
    StringBuilder head = new StringBuilder(512);
    head.append(runtimeApiRequest.method())
        .append(" /2018-06-01/runtime/")
        .append(runtimeApiRequest.path());
    head.append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
    return head.append(runtimeApiRequest.headers());
  }

  // A single write, so that the first bytes of a body do not wait for a second packet.
  private void send(StringBuilder head, byte[] body) throws IOException {
    byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
    if (body.length > ChunkedBodyWriter.BLOCK) {
      out.write(start);
      out.write(body);
      return;
    }
    byte[] message = new byte[start.length + body.length];
    System.arraycopy(start, 0, message, 0, start.length);
    System.arraycopy(body, 0, message, start.length, body.length);
    out.write(message);
  }
}
