package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/// One frame of an event stream: its length and that of its headers (four bytes each), a CRC-32 of
/// these, the headers, the payload, and a CRC-32 of all before it.
///
/// @param type of the event or the exception, such as `chunk` or `throttlingException`
/// @param isException whether it stands for an exception
/// @param bytes the whole frame
/// @param payloadStart where the payload begins, JSON text
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record EventFrame(String type, boolean isException, byte[] bytes, int payloadStart) {

  private static final byte[] NOTHING = new byte[0];
  private static final int PRELUDE = 2 * Integer.BYTES;
  private static final int HEADERS = PRELUDE + Integer.BYTES;
  private static final int CHECKSUM = Integer.BYTES;

  /// How the payload of a `chunk` begins, and what ends its value.
  private static final byte[] BYTES_MEMBER = "{\"bytes\":\"".getBytes(StandardCharsets.US_ASCII);

  /// Reads a frame and verifies its checksums. A damaged one stands for an exception.
  ///
  /// @param bytes of the whole frame
  static EventFrame of(byte[] bytes) {
    int headersEnd = HEADERS + headersLength(bytes);
    if (!isSound(bytes, headersEnd)) {
      return damaged();
    }
    EventFrameHeaders headers = new EventFrameHeaders(bytes, HEADERS, headersEnd);
    if (!headers.read()) {
      return damaged();
    }
    return switch (headers.messageType()) {
      case "exception" -> new EventFrame(headers.exceptionType(), true, bytes, headersEnd);
      case "error" -> new EventFrame(headers.errorCode(), true, bytes, headersEnd);
      default -> new EventFrame(headers.eventType(), false, bytes, headersEnd);
    };
  }

  byte[] payload() {
    return payloadStart == 0 ? NOTHING : Arrays.copyOfRange(bytes, payloadStart, payloadEnd());
  }

  /// The exception that it stands for, with AWS's name of it.
  ParsedEvent.Failure failure() {
    String name = type.isEmpty() ? "" : Character.toUpperCase(type.charAt(0)) + type.substring(1);
    JsonObject body = ModelEvent.of(payload()).object();
    return new ParsedEvent.Failure(
        name.isEmpty() ? "UnknownException" : name,
        body.text("message").orElse(""),
        BedrockResponses.modelStatus(name, body));
  }

  /// The model's own event, which `InvokeModelWithResponseStream` wraps in base64; empty when there
  /// is none.
  byte[] modelEvent() {
    int start = payloadStart + BYTES_MEMBER.length;
    int end = endOfFirstMember(start);
    try {
      if (end > 0) {
        return Base64.getDecoder().decode(Arrays.copyOfRange(bytes, start, end));
      }
      String base64 = ModelEvent.of(payload()).object().text("bytes").orElse("");
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      return NOTHING;
    }
  }

  // Bedrock writes it first, and behind it at most the padding, another text. A value with escapes
  // is left to the JSON reader.
  private int endOfFirstMember(int start) {
    if (start >= payloadEnd()
        || !Arrays.equals(bytes, payloadStart, start, BYTES_MEMBER, 0, BYTES_MEMBER.length)) {
      return 0;
    }
    int end = start;
    while (end < payloadEnd() && bytes[end] != '"') {
      if (bytes[end] == '\\') {
        return 0;
      }
      end++;
    }
    return end + 1 < payloadEnd() && isEndOfMember(bytes[end + 1]) ? end : 0;
  }

  private static boolean isEndOfMember(byte next) {
    return next == '}' || next == ',';
  }

  private int payloadEnd() {
    return Math.max(payloadStart, bytes.length - CHECKSUM);
  }

  private static EventFrame damaged() {
    return new EventFrame("damagedEventFrame", true, NOTHING, 0);
  }

  private static int headersLength(byte[] bytes) {
    return bytes.length < HEADERS + CHECKSUM ? -1 : intAt(bytes, Integer.BYTES);
  }

  private static boolean isSound(byte[] bytes, int headersEnd) {
    return headersEnd >= HEADERS
        && headersEnd <= bytes.length - CHECKSUM
        && intAt(bytes, 0) == bytes.length
        && intAt(bytes, PRELUDE) == checksum(bytes, PRELUDE)
        && intAt(bytes, bytes.length - CHECKSUM) == checksum(bytes, bytes.length - CHECKSUM);
  }

  private static int intAt(byte[] bytes, int index) {
    return ByteBuffer.wrap(bytes, index, Integer.BYTES).getInt();
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
