package dev.streambed.bench.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A kept connection over which one streamed answer after the other comes. Not thread-safe.
final class Connection implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] HEAD_END = ascii("\r\n\r\n");
  private static final byte[] BODY_END = ascii("\r\n0\r\n\r\n");
  private static final String OK = "HTTP/1.1 200 ";

  private final Socket socket;
  private final Tape tape = new Tape();

  private Connection(Socket socket) {
    this.socket = socket;
  }

  static Connection to(URI uri) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    return new Connection(socket);
  }

  /// Sends a request and reads its answer to the end.
  ///
  /// @throws IOException when it is not a streamed answer with status 200
  Answer ask(byte[] request, Format format) throws IOException {
    tape.rewind();
    long asked = System.nanoTime();
    socket.getOutputStream().write(request);
    int head = readHead();
    while (!tape.endsWith(BODY_END)) {
      tape.record(socket.getInputStream());
    }
    return new Answer(asked, format.pieces(Body.of(tape, head)));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private int readHead() throws IOException {
    int end = -1;
    while (end < 0) {
      tape.record(socket.getInputStream());
      end = tape.find(HEAD_END, 0);
    }
    String seen = new String(tape.copy(0, tape.length()), StandardCharsets.UTF_8);
    if (!seen.startsWith(OK)) {
      throw new IOException("not an answer to be measured: " + seen.lines().toList());
    }
    return end + HEAD_END.length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
