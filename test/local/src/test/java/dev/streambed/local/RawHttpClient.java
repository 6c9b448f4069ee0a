package dev.streambed.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A caller that sees the wire: chunk by chunk, and whether an answer was ended or broken off.
public final class RawHttpClient implements AutoCloseable {

  // Small and fixed, so that a caller that does not read is felt.
  private static final int RECEIVE_BUFFER = 64 << 10;

  private final Socket socket;
  private final InputStream in;
  private boolean inBody;

  private RawHttpClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /// Sends a request to the sample function and reads the answer's head.
  public static RawHttpClient sample(URI uri, String method, String... headers) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    RawHttpClient client = new RawHttpClient(socket);
    StringBuilder request =
        new StringBuilder("%s %s HTTP/1.1\r\nHost: here\r\n".formatted(method, uri.getRawPath()));
    for (int index = 0; index < headers.length; index += 2) {
      request.append(headers[index]).append(": ").append(headers[index + 1]).append("\r\n");
    }
    client.socket.getOutputStream().write(bytes(request + "\r\n"));
    return client;
  }

  /// Status line and headers.
  public String head() throws IOException {
    StringBuilder head = new StringBuilder();
    for (String line = line(); !line.isEmpty(); line = line()) {
      head.append(line).append("\n");
    }
    return head.toString();
  }

  /// The next chunk; the empty string when the answer has ended in good order.
  ///
  /// @throws IOException when it was broken off
  public String chunk() throws IOException {
    // The server sends the line end of a chunk with the next one.
    String size = inBody ? line() + line() : line();
    inBody = true;
    byte[] chunk = in.readNBytes(Integer.parseInt(size, 16));
    if (chunk.length < Integer.parseInt(size, 16)) {
      throw new IOException("broken off within a chunk");
    }
    return new String(chunk, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("broken off");
      }
      if (read != '\r') {
        line.append((char) read);
      }
    }
    return line.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
