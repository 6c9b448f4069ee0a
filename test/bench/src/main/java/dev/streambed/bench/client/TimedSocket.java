package dev.streambed.bench.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A socket that records its bytes and their arrival times. One thread may read while another
/// writes.
final class TimedSocket implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final Socket socket;
  private final TimedBytes timedBytes;

  private TimedSocket(Socket socket, TimedBytes timedBytes) {
    this.socket = socket;
    this.timedBytes = timedBytes;
  }

  /// Connects.
  static TimedSocket to(URI uri, TimedBytes timedBytes) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) TIMEOUT.toMillis());
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    return new TimedSocket(socket, timedBytes);
  }

  TimedBytes tape() {
    return timedBytes;
  }

  /// Sends a request and restarts the recording.
  ///
  /// @return the time of sending, as `System.nanoTime()`
  long sendRequest(byte[] request) throws IOException {
    timedBytes.clear();
    long sentAt = System.nanoTime();
    write(request);
    return sentAt;
  }

  /// Sends bytes while an answer is arriving.
  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Reads the available bytes, waiting for at least one.
  void read() throws IOException {
    timedBytes.readFrom(socket.getInputStream());
  }

  /// Reads until the head of an HTTP response is complete; returns all bytes read so far.
  String readHead() throws IOException {
    while (timedBytes.find(HEAD_END, 0) < 0) {
      read();
    }
    return new String(timedBytes.copy(0, timedBytes.length()), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
