package dev.streambed.cli.domain;

/// Something outside does not work, and the message says what in a sentence for the person at the
/// keyboard. It never holds what AWS said.
public final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// What a script may tell apart.
  public enum Code {
    /// AWS does not know who is asking.
    CREDENTIALS,
    /// The stack, or one of its tables, is not there.
    STACK,
    /// The local stack is not there.
    LOCAL,
    /// The network, or AWS itself.
    AWS,
    /// A file cannot be read.
    FILE
  }

  private final Code code;

  public CliException(Code code, String sentence) {
    super(sentence);
    this.code = code;
  }

  public CliException(Code code, String sentence, Throwable cause) {
    super(sentence, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
