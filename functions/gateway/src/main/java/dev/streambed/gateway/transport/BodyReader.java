package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Reads the body of an event, which is text or base64, and decompresses it.
///
/// @param maxBytes the largest size, compressed and decompressed
record BodyReader(int maxBytes) {

  private static final String NO_BASE64 = "The body is not base64.";
  private static final String UTF_16 = "The body is in UTF-16 or UTF-32: send JSON in UTF-8.";

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /// UTF-16 text has a zero byte or a byte order mark within this many bytes.
  private static final int BEGINNING = 8;

  /// A body, or why it is invalid.
  sealed interface Result {
    record Valid(Payload body) implements Result {}

    record Invalid(Problem problem) implements Result {}

    static Result invalid(ErrorCode code, String sentence) {
      return new Invalid(Problem.of(code, sentence));
    }
  }

  Result read(JsonObject event, Headers headers) {
    String text = event.text("body").orElse("");
    boolean isBase64 = event.isTrue("isBase64Encoded");
    String coding = text.isEmpty() ? "" : headers.get("content-encoding").orElse("");
    try {
      byte[] body =
          isBase64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
      if (body.length > maxBytes) {
        return new Result.Invalid(Problem.of(ErrorCode.REQUEST_TOO_LARGE));
      }
      return coding.isEmpty()
          ? plain(body)
          : switch (ContentCoding.unpack(coding, body, isBase64, maxBytes)) {
            case Result.Valid(Payload unpacked) -> plain(unpacked.bytes());
            case Result.Invalid invalid -> invalid;
          };
    } catch (IllegalArgumentException _) {
      return Result.invalid(ErrorCode.INVALID_REQUEST, NO_BASE64);
    }
  }

  private static Result plain(byte[] body) {
    if (isWide(body)) {
      return Result.invalid(ErrorCode.INVALID_REQUEST, UTF_16);
    }
    boolean isMarked = Arrays.equals(body, 0, Math.min(body.length, MARK.length), MARK, 0, 3);
    byte[] text = isMarked ? Arrays.copyOfRange(body, MARK.length, body.length) : body;
    return new Result.Valid(Payload.of(text));
  }

  private static boolean isWide(byte[] body) {
    for (int at = 0; at < Math.min(body.length, BEGINNING); at++) {
      if (body[at] == 0 || body[at] == (byte) 0xfe || body[at] == (byte) 0xff) {
        return true;
      }
    }
    return false;
  }
}
