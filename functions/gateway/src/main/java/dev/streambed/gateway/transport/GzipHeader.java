package dev.streambed.gateway.transport;

import java.util.zip.DataFormatException;

/// What stands before the deflated data of a gzip member.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.3">RFC 1952, section 2.3</a>
final class GzipHeader {

  private static final int LENGTH = 10;
  private static final int HAS_SUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private GzipHeader() {}

  /// Where the deflated data begins.
  ///
  /// @param start of the member
  /// @throws DataFormatException when there is no such header, or not all of it
  static int end(byte[] packed, int start) throws DataFormatException {
    boolean isGzip =
        packed.length - start >= LENGTH
            && packed[start] == 0x1f
            && packed[start + 1] == (byte) 0x8b
            && packed[start + 2] == 8;
    if (!isGzip || (packed[start + 3] & RESERVED) != 0) {
      throw new DataFormatException("no gzip");
    }
    int flags = packed[start + 3];
    int at = start + LENGTH;
    at += (flags & HAS_EXTRA) == 0 ? 0 : 2 + byteAt(packed, at) + (byteAt(packed, at + 1) << 8);
    at = (flags & HAS_NAME) == 0 ? at : behindZero(packed, at);
    at = (flags & HAS_COMMENT) == 0 ? at : behindZero(packed, at);
    at += (flags & HAS_SUM) == 0 ? 0 : 2;
    if (at > packed.length) {
      throw new DataFormatException("no end");
    }
    return at;
  }

  private static int behindZero(byte[] packed, int from) throws DataFormatException {
    int at = from;
    while (byteAt(packed, at) != 0) {
      at++;
    }
    return at + 1;
  }

  private static int byteAt(byte[] packed, int at) throws DataFormatException {
    if (at >= packed.length) {
      throw new DataFormatException("no end");
    }
    return packed[at] & 0xff;
  }
}
