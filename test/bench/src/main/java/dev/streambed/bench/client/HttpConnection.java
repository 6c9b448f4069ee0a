package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A keep-alive connection for consecutive streamed answers. Not thread-safe.
final class HttpConnection implements AutoCloseable {

  private static final byte[] HEAD_END = ascii("\r\n\r\n");
  private static final byte[] BODY_END = ascii("\r\n0\r\n\r\n");
  private static final String OK = "HTTP/1.1 200 ";

  private final TimedSocket timedSocket;
  private long sentAt;
  private int head;

  private HttpConnection(TimedSocket timedSocket) {
    this.timedSocket = timedSocket;
  }

  static HttpConnection to(URI uri, TimedBytes timedBytes) throws IOException {
    return new HttpConnection(TimedSocket.to(uri, timedBytes));
  }

  /// Sends a request and reads the response head.
  ///
  /// @return the head
  /// @throws IOException if the status is not 200
  String sendAndReadHead(byte[] request) throws IOException {
    sentAt = timedSocket.sendRequest(request);
    String seen = timedSocket.readHead();
    if (!seen.startsWith(OK)) {
      throw new IOException("not an answer to be measured: " + seen.lines().toList());
    }
    head = timedSocket.tape().find(HEAD_END, 0) + HEAD_END.length;
    return seen.substring(0, head);
  }

  /// Reads the rest of the response.
  ///
  /// @throws IOException if it is not streamed, or the connection is lost
  TimedBody readBody() throws IOException {
    while (!timedSocket.tape().endsWith(BODY_END)) {
      timedSocket.read();
    }
    return TimedBody.of(timedSocket.tape(), head);
  }

  /// The chunks of the last body.
  Answer answer(TimedBody timedBody, StreamFormat streamFormat) {
    List<Chunk> chunks = streamFormat.chunks(timedBody);
    return new Answer(sentAt, chunks, chunks.size());
  }

  /// When the last byte arrived, as `System.nanoTime()`.
  long endedAt() {
    return timedSocket.tape().lastArrival();
  }

  @Override
  public void close() throws IOException {
    timedSocket.close();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
