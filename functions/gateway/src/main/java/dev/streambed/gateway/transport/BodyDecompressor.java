package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decompresses one body, and stops when it exceeds the limit. For one use.
///
/// The JDK's gzip stream recurses for each member of a file, and members can be empty: a caller's
/// input must not decide the depth of the stack.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.3">RFC 1952, section 2.3</a>
final class BodyDecompressor {

  private static final String BROKEN = "The body is not what its content-encoding says.";
  private static final int BUFFER = 16 * 1024;

  /// Concatenated gzip files are legal, but rare.
  private static final int MOST_MEMBERS = 100;

  private static final int ZLIB_METHOD = 8;
  private static final int ZLIB_CHECK = 31;

  private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] packed;
  private final int most;
  private int at;

  /// @param most the largest decompressed size in bytes
  BodyDecompressor(byte[] packed, int most) {
    this.packed = packed;
    this.most = most;
  }

  BodyReader.Result unpack(ContentCoding coding) {
    try {
      boolean fits =
          switch (coding) {
            case GZIP -> gzip();
            case DEFLATE -> inflate(!hasZlibHeader(), new CRC32());
          };
      return fits
          ? new BodyReader.Result.Valid(Payload.of(whole.toByteArray()))
          : new BodyReader.Result.Invalid(Problem.of(ErrorCode.REQUEST_TOO_LARGE));
    } catch (DataFormatException _) {
      return BodyReader.Result.invalid(ErrorCode.INVALID_REQUEST, BROKEN);
    }
  }

  private boolean gzip() throws DataFormatException {
    int members = 0;
    do {
      members++;
      check(members <= MOST_MEMBERS);
      at = GzipHeader.end(packed, at);
      CRC32 sum = new CRC32();
      int before = whole.size();
      if (!inflate(true, sum)) {
        return false;
      }
      check(little(at) == (int) sum.getValue());
      check(little(at + Integer.BYTES) == whole.size() - before);
      at += 2 * Integer.BYTES;
    } while (at < packed.length);
    return true;
  }

  /// Inflates from the current position to the end of the deflated data.
  ///
  /// @return false when the limit is exceeded; the rest is not read
  private boolean inflate(boolean raw, CRC32 sum) throws DataFormatException {
    Inflater inflater = new Inflater(raw);
    try {
      inflater.setInput(packed, at, packed.length - at);
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        check(count > 0 || inflater.finished());
        sum.update(buffer, 0, count);
        whole.write(buffer, 0, count);
        if (whole.size() > most) {
          return false;
        }
      }
      at += Math.toIntExact(inflater.getBytesRead());
      return true;
    } finally {
      inflater.end();
    }
  }

  // The coding's name means zlib's format, but some clients have always sent raw deflate data.
  private boolean hasZlibHeader() {
    return packed.length >= 2
        && (packed[0] & 0xf) == ZLIB_METHOD
        && ((packed[0] & 0xff) << 8 | (packed[1] & 0xff)) % ZLIB_CHECK == 0;
  }

  private int little(int from) throws DataFormatException {
    check(from + Integer.BYTES <= packed.length);
    int value = 0;
    for (int index = Integer.BYTES - 1; index >= 0; index--) {
      value = value << 8 | (packed[from + index] & 0xff);
    }
    return value;
  }

  private static void check(boolean isSo) throws DataFormatException {
    if (!isSo) {
      throw new DataFormatException();
    }
  }

  /// The header of a gzip member.
  ///
  /// @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.3">RFC 1952, section 2.3</a>
  private static final class GzipHeader {

    private static final int LENGTH = 10;
    private static final int HAS_SUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private GzipHeader() {}

    /// The position of the deflated data.
    ///
    /// @param start the position of the member
    /// @throws DataFormatException when the header is missing or incomplete
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
}
