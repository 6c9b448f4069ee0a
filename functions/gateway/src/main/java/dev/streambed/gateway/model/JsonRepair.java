package dev.streambed.gateway.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Repairs two common faults in JSON: `NaN` and `Infinity` become strings of these names, as in the
/// JSON format of Protocol Buffers, and control characters in strings are escaped. Everything else
/// is left unchanged, even if the result is still not valid JSON.
final class JsonRepair {

  private static final List<String> NO_NUMBERS = List.of("NaN", "-Infinity", "Infinity");

  private final byte[] text;
  private final ByteArrayOutputStream repaired;
  private boolean inString;
  private int at;

  private JsonRepair(byte[] text) {
    this.text = text;
    this.repaired = new ByteArrayOutputStream(text.length + 16);
  }

  static byte[] of(byte[] text) {
    JsonRepair repair = new JsonRepair(text);
    while (repair.at < text.length) {
      if (repair.inString) {
        repair.withinString();
      } else {
        repair.betweenStrings();
      }
    }
    return repair.repaired.toByteArray();
  }

  private void withinString() {
    byte character = text[at];
    if (character >= 0 && character < ' ') {
      write(String.format("\\u%04x", character));
      at++;
      return;
    }
    inString = character != '"';
    // The escaped character is copied along, since it may be a quote.
    copy(character == '\\' ? 2 : 1);
  }

  private void betweenStrings() {
    for (String word : NO_NUMBERS) {
      if (isHere(word)) {
        write('"' + word + '"');
        at += word.length();
        return;
      }
    }
    inString = text[at] == '"';
    copy(1);
  }

  private boolean isHere(String word) {
    return text[at] == word.charAt(0)
        && word.length() <= text.length - at
        && word.equals(new String(text, at, word.length(), StandardCharsets.ISO_8859_1));
  }

  private void copy(int bytes) {
    int end = Math.min(text.length, at + bytes);
    repaired.write(text, at, end - at);
    at = end;
  }

  private void write(String ascii) {
    repaired.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
