package dev.streambed.runtimeapi;

import java.io.IOException;
import java.util.List;

/// A body in chunks, with trailers after the last one (RFC 9112, section 7.1).
final class ChunkedBody implements RequestBody {

  private final HttpReader input;
  private final ConnectionTap connectionTap;
  private long rest;
  private boolean first = true;
  private boolean ended;
  private Headers trailers = new Headers(List.of());

  ChunkedBody(HttpReader input, ConnectionTap connectionTap) {
    this.input = input;
    this.connectionTap = connectionTap;
  }

  @Override
  public int read(byte[] into) throws IOException {
    if (!ended && rest == 0) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = input.read(into, (int) Math.min(rest, into.length));
    rest -= count;
    return count;
  }

  @Override
  public Headers trailers() {
    return trailers;
  }

  // The line end after a chunk's data is read only when more is wanted: the data must not wait for
  // it.
  private void nextChunk() throws IOException {
    if (!first && !input.line().isEmpty()) {
      throw new MalformedRequestException("a chunk is longer than it said");
    }
    first = false;
    rest = HttpNumbers.hexadecimal(sizeOf(input.line()));
    connectionTap.chunk(rest);
    if (rest == 0) {
      trailers = input.headers();
      connectionTap.trailers(trailers);
      ended = true;
    }
  }

  private static String sizeOf(String line) {
    int extension = line.indexOf(';');
    return (extension < 0 ? line : line.substring(0, extension)).strip();
  }
}
