package dev.streambed.gateway.json;

/// The text is not JSON. The message names the fault and its place, never the text.
public final class JsonException extends RuntimeException {

  private static final long serialVersionUID = 1;

  JsonException(String fault, int offset) {
    super(fault + " at byte " + offset);
  }
}
