package dev.streambed.runtimeapi;

import java.io.IOException;
import java.util.List;

/// A body of a known length.
final class FixedLengthBody implements RequestBody {

  private final HttpReader input;
  private long rest;

  FixedLengthBody(HttpReader input, long length) {
    this.input = input;
    this.rest = length;
  }

  @Override
  public int read(byte[] into) throws IOException {
    if (rest == 0) {
      return -1;
    }
    int count = input.read(into, (int) Math.min(rest, into.length));
    rest -= count;
    return count;
  }

  @Override
  public Headers trailers() {
    return new Headers(List.of());
  }
}
