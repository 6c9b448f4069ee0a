package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A kept connection over which one streamed answer after the other comes. Not thread-safe.
final class Connection implements AutoCloseable {

  private static final byte[] HEAD_END = ascii("\r\n\r\n");
  private static final byte[] BODY_END = ascii("\r\n0\r\n\r\n");
  private static final String OK = "HTTP/1.1 200 ";

  private final Wire wire;
  private long asked;
  private int head;

  private Connection(Wire wire) {
    this.wire = wire;
  }

  static Connection to(URI uri, Tape tape) throws IOException {
    return new Connection(Wire.to(uri, tape));
  }

  /// Sends a request and reads until the head of its answer is there.
  ///
  /// @return the head
  /// @throws IOException when the status is not 200
  String begin(byte[] request) throws IOException {
    asked = wire.ask(request);
    String seen = wire.readHead();
    if (!seen.startsWith(OK)) {
      throw new IOException("not an answer to be measured: " + seen.lines().toList());
    }
    head = wire.tape().find(HEAD_END, 0) + HEAD_END.length;
    return seen.substring(0, head);
  }

  /// Reads the begun answer to its end.
  ///
  /// @throws IOException when it is not a streamed one, or breaks off
  Body end() throws IOException {
    while (!wire.tape().endsWith(BODY_END)) {
      wire.record();
    }
    return Body.of(wire.tape(), head);
  }

  /// The pieces of the body that was just read.
  Answer answer(Body body, Format format) {
    List<Piece> pieces = format.pieces(body);
    return new Answer(asked, pieces, pieces.size());
  }

  /// When the last byte came, as `System.nanoTime()`.
  long ended() {
    return wire.tape().lastArrival();
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
