package dev.streambed.local.http;

/// A function's response is not in the format of its front door.
public final class MalformedResponseException extends Exception {

  private static final long serialVersionUID = 1L;

  /// What is wrong.
  public enum Part {
    /// The format as a whole.
    FORMAT,
    /// A header or the status.
    HEAD
  }

  private final Part part;

  public MalformedResponseException(Part part, String message) {
    super(message);
    this.part = part;
  }

  public Part part() {
    return part;
  }

  StreamEnding.Reason reason() {
    return switch (part) {
      case FORMAT -> StreamEnding.Reason.MALFORMED;
      case HEAD -> StreamEnding.Reason.MALFORMED_HEAD;
    };
  }
}
