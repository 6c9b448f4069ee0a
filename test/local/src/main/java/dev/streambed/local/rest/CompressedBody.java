package dev.streambed.local.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// A body with a content coding, which API Gateway takes off before anything else sees the body.
/// The header stays.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html">Call
///   an API method with a compressed payload</a>
final class CompressedBody {

  private CompressedBody() {}

  /// Unpacks one.
  ///
  /// @param coding the header; may be empty
  /// @param most how large it may become; what is over is left out
  /// @return nothing when the coding is none of API Gateway's, or the body is not in it
  static Optional<byte[]> unpack(String coding, byte[] body, int most) {
    try (InputStream plain = plain(body.length == 0 ? "" : coding, body)) {
      return Optional.of(plain.readNBytes(most));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static InputStream plain(String coding, byte[] body) throws IOException {
    InputStream packed = new ByteArrayInputStream(body);
    return switch (coding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> packed;
      case "gzip" -> new GZIPInputStream(packed);
      case "deflate" -> new InflaterInputStream(packed);
      default -> throw new IOException("a coding of another's");
    };
  }
}
