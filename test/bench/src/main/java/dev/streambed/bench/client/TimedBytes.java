package dev.streambed.bench.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The bytes that a connection delivered, with the time of each read. Not thread-safe.
final class TimedBytes {

  private static final int LARGE = 16 << 20;
  private static final int SMALL = 256 << 10;
  private static final int BYTES_IN_A_READ = 64;
  private static final byte FRESH = 1;

  private final byte[] bytes;
  private final int[] ends;
  private final long[] times;
  private int reads;

  private TimedBytes(int capacity) {
    bytes = new byte[capacity];
    ends = new int[capacity / BYTES_IN_A_READ];
    times = new long[capacity / BYTES_IN_A_READ];
    // Touches each page once, so that page faults do not fall into a measurement.
    Arrays.fill(bytes, FRESH);
    Arrays.fill(ends, FRESH);
    Arrays.fill(times, FRESH);
  }

  /// For answers of some megabytes, one at a time.
  static TimedBytes large() {
    return new TimedBytes(LARGE);
  }

  /// For short answers on many connections.
  static TimedBytes small() {
    return new TimedBytes(SMALL);
  }

  void clear() {
    reads = 0;
  }

  /// Reads the available bytes, waiting for at least one.
  void readFrom(InputStream in) throws IOException {
    int length = length();
    if (length == bytes.length || reads == times.length) {
      throw new IOException("the answer is longer than " + length + " bytes can tell");
    }
    int count = in.read(bytes, length, bytes.length - length);
    times[reads] = System.nanoTime();
    if (count < 0) {
      throw new EOFException("the answer broke off after " + length + " bytes");
    }
    ends[reads++] = length + count;
  }

  int length() {
    return reads == 0 ? 0 : ends[reads - 1];
  }

  /// A byte as an unsigned number.
  int byteAt(int offset) {
    return Byte.toUnsignedInt(bytes[offset]);
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  boolean endsWith(byte[] mark) {
    int length = length();
    return length >= mark.length
        && Arrays.equals(bytes, length - mark.length, length, mark, 0, mark.length);
  }

  /// The first offset of a byte sequence.
  ///
  /// @return -1 if it does not occur
  int find(byte[] mark, int from) {
    for (int at = from; at <= length() - mark.length; at++) {
      if (Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length)) {
        return at;
      }
    }
    return -1;
  }

  /// When a byte arrived, as `System.nanoTime()`.
  long arrival(int offset) {
    int found = Arrays.binarySearch(ends, 0, reads, offset + 1);
    return times[found >= 0 ? found : -found - 1];
  }

  /// When the last byte arrived.
  long lastArrival() {
    return arrival(length() - 1);
  }
}
