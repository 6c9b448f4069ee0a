package dev.streambed.local.http;

/// A function's answer is not in the format that its front door asks for.
public final class MalformedAnswer extends Exception {

  private static final long serialVersionUID = 1L;

  /// What is wrong.
  public enum Part {
    /// The format as a whole.
    FORMAT,
    /// A header or the status.
    HEAD
  }

  private final Part part;

  public MalformedAnswer(Part part, String message) {
    super(message);
    this.part = part;
  }

  public Part part() {
    return part;
  }

  Ending.Reason reason() {
    return switch (part) {
      case FORMAT -> Ending.Reason.MALFORMED;
      case HEAD -> Ending.Reason.MALFORMED_HEAD;
    };
  }
}
