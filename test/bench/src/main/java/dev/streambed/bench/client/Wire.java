package dev.streambed.bench.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A socket and the tape that runs while it is read. One thread may read while another writes.
final class Wire implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final Socket socket;
  private final Tape tape;

  private Wire(Socket socket, Tape tape) {
    this.socket = socket;
    this.tape = tape;
  }

  /// Connects.
  static Wire to(URI uri, Tape tape) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    return new Wire(socket, tape);
  }

  Tape tape() {
    return tape;
  }

  /// Sends a request and begins the tape anew.
  ///
  /// @return when, as `System.nanoTime()`
  long ask(byte[] request) throws IOException {
    tape.rewind();
    long asked = System.nanoTime();
    write(request);
    return asked;
  }

  /// Sends something while an answer comes.
  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Reads what is there, waiting for at least a byte.
  void record() throws IOException {
    tape.record(socket.getInputStream());
  }

  /// Reads until the head of an HTTP answer is there; returns all that was read.
  String readHead() throws IOException {
    while (tape.find(HEAD_END, 0) < 0) {
      record();
    }
    return new String(tape.copy(0, tape.length()), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
