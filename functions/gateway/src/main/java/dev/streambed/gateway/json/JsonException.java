package dev.streambed.gateway.json;

/// The text is not JSON, or exceeds a limit. The message has the fault and its position, but never
/// the text.
public final class JsonException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean isOverLimit;

  private JsonException(String message, boolean isOverLimit) {
    super(message);
    this.isOverLimit = isOverLimit;
  }

  public JsonException(String fault, int offset) {
    this(fault + " at byte " + offset, false);
  }

  /// For text that may be valid JSON but exceeds a limit.
  static JsonException limit(String what, long most, String unit, int offset) {
    return new JsonException(what + " " + most + " " + unit + " at byte " + offset, true);
  }

  /// A sentence for the author of the text.
  ///
  /// @param subject what to call the text: `The body`
  public String sentence(String subject) {
    return isOverLimit
        ? subject + " has " + getMessage() + "."
        : subject + " is not a JSON object.";
  }
}
