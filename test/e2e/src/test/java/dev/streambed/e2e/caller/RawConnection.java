package dev.streambed.e2e.caller;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One connection with full control over its bytes. Not thread-safe.
public final class RawConnection implements AutoCloseable {

  // Fixed, so that a caller that does not read causes back pressure; a smaller buffer makes window
  // updates slow.
  private static final int RECEIVE_BUFFER = 256 << 10;
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /// A response head.
  public record Head(int status, HttpHeaders headers) {

    /// A header, or the empty string.
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  public static RawConnection connect(URI address) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    return new RawConnection(socket);
  }

  /// Sends a request as written, with HTTP line ends.
  public RawConnection send(String request) throws IOException {
    byte[] bytes = request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    socket.getOutputStream().write(bytes);
    return this;
  }

  /// Reads status and headers.
  public Head head() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] header = line.split(":", 2);
      headers.computeIfAbsent(header[0], _ -> new ArrayList<>()).add(header[1].strip());
    }
    return new Head(status, HttpHeaders.of(headers, (_, _) -> true));
  }

  /// The body that follows this head, read to its end.
  public String body(Head head) throws IOException {
    if (!head.header("transfer-encoding").isEmpty()) {
      return new String(new Chunks().readAllBytes(), StandardCharsets.UTF_8);
    }
    int length = Integer.parseInt(head.header("content-length"));
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /// The event stream that follows this head.
  public SseResponse events(Head head) {
    return new SseResponse(head.status(), head.headers(), new Chunks());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("broken off");
      }
      if (read != '\r') {
        line.write(read);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /// A body in chunks.
  private final class Chunks extends InputStream {

    private int left;
    private boolean begun;
    private boolean ended;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0 && !ended) {
        next();
      }
      if (ended) {
        return -1;
      }
      int read = in.read(bytes, offset, Math.min(length, left));
      if (read < 0) {
        throw new IOException("broken off within a chunk");
      }
      left -= read;
      return read;
    }

    private void next() throws IOException {
      if (begun) {
        line();
      }
      begun = true;
      left = Integer.parseInt(line(), 16);
      ended = left == 0;
      if (ended) {
        line();
      }
    }
  }
}
