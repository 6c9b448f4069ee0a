package dev.streambed.gateway.model;

import java.nio.charset.StandardCharsets;

/// Reads the headers of an event stream's frame that tell what it is; others are skipped. A header
/// is the length of its name (one byte), the name, a type (one byte) and a value.
final class EventFrameHeaders {

  private static final int STRING = 7;

  private final byte[] bytes;
  private final int end;
  private int at;
  private String messageType = "";
  private String eventType = "";
  private String exceptionType = "";
  private String errorCode = "";

  EventFrameHeaders(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /// Reads them.
  ///
  /// @return whether they are sound
  boolean read() {
    while (at < end) {
      int nameLength = Byte.toUnsignedInt(bytes[at]);
      int type = at + 1 + nameLength;
      if (nameLength == 0 || type >= end) {
        return false;
      }
      String name = new String(bytes, at + 1, nameLength, StandardCharsets.UTF_8);
      at = type + 1;
      int length = valueLength(bytes[type]);
      if (length < 0 || length > end - at) {
        return false;
      }
      if (bytes[type] == STRING) {
        take(name, new String(bytes, at, length, StandardCharsets.UTF_8));
      }
      at += length;
    }
    return true;
  }

  String messageType() {
    return messageType;
  }

  String eventType() {
    return eventType;
  }

  String exceptionType() {
    return exceptionType;
  }

  String errorCode() {
    return errorCode;
  }

  private void take(String name, String value) {
    switch (name) {
      case ":message-type" -> messageType = value;
      case ":event-type" -> eventType = value;
      case ":exception-type" -> exceptionType = value;
      case ":error-code" -> errorCode = value;
      default -> {
        // Such as `:content-type`.
      }
    }
  }

  // True, false, byte, short, int, long, bytes, text, timestamp, UUID. Those of bytes and text come
  // after their length, which is skipped here.
  private int valueLength(int type) {
    return switch (type) {
      case 0, 1 -> 0;
      case 2 -> 1;
      case 3 -> 2;
      case 4 -> 4;
      case 5, 8 -> 8;
      case 6, STRING -> variableLength();
      case 9 -> 16;
      default -> -1;
    };
  }

  private int variableLength() {
    if (end - at < 2) {
      return -1;
    }
    int length = Byte.toUnsignedInt(bytes[at]) << 8 | Byte.toUnsignedInt(bytes[at + 1]);
    at += 2;
    return length;
  }
}
