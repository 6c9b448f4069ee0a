package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The compressions of a body, by their names in the header `content-encoding`. Loaded with the
/// first body that has one.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4">RFC 9110, section 8.4</a>
enum ContentCoding {
  GZIP,
  DEFLATE;

  /// The most codings of one body. Compressing twice may be a mistake; more is likely an attack.
  private static final int MOST = 3;

  private static final String NOT_TAKEN =
      "This content-encoding is not supported. Supported are gzip, deflate and identity, at most"
          + " three of them.";
  private static final String CAME_AS_TEXT =
      "The body is packed and came here as text, which breaks it: send it with the content-type"
          + " application/octet-stream, or unpacked.";

  /// Decompresses a body.
  ///
  /// @param header the codings; the last one was applied last
  /// @param isBinary whether the front door passed bytes on, not text
  /// @param most the largest size in bytes after each coding
  static BodyReader.Result unpack(String header, byte[] body, boolean isBinary, int most) {
    List<ContentCoding> codings = new ArrayList<>();
    for (String name : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      switch (name.strip()) {
        case "", "identity" -> {}
        case "gzip", "x-gzip" -> codings.add(GZIP);
        case "deflate" -> codings.add(DEFLATE);
        default -> {
          return BodyReader.Result.invalid(ErrorCode.UNSUPPORTED_MEDIA_TYPE, NOT_TAKEN);
        }
      }
    }
    if (codings.size() > MOST) {
      return BodyReader.Result.invalid(ErrorCode.UNSUPPORTED_MEDIA_TYPE, NOT_TAKEN);
    }
    // A REST API decompresses the body itself, but keeps the header.
    if (codings.isEmpty() || (!isBinary && looksLikeJson(body))) {
      return new BodyReader.Result.Valid(Payload.of(body));
    }
    return isBinary
        ? unpack(codings.reversed(), body, most)
        : BodyReader.Result.invalid(ErrorCode.INVALID_REQUEST, CAME_AS_TEXT);
  }

  private static BodyReader.Result unpack(List<ContentCoding> codings, byte[] body, int most) {
    BodyReader.Result result = new BodyReader.Result.Valid(Payload.of(body));
    for (ContentCoding coding : codings) {
      if (result instanceof BodyReader.Result.Valid(Payload packed)) {
        result = new BodyDecompressor(packed.bytes(), most).unpack(coding);
      }
    }
    return result;
  }

  private static boolean looksLikeJson(byte[] body) {
    int at = 0;
    while (at < body.length && (body[at] == ' ' || (body[at] >= '\t' && body[at] <= '\r'))) {
      at++;
    }
    return at < body.length && (body[at] == '{' || body[at] == (byte) 0xef);
  }
}
