package dev.streambed.cli.domain;

/// A failure of something outside the process. Its message is a sentence for the user, and never
/// contains a message of AWS.
public final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// What failed.
  public enum Code {
    /// There are no valid AWS credentials, or no Region.
    CREDENTIALS,
    /// The stack, or one of its tables, does not exist.
    STACK,
    /// The local stack does not run.
    LOCAL,
    /// The network, or AWS.
    AWS,
    /// A file cannot be read or written.
    FILE,
    /// A gateway does not answer, or refuses the key.
    GATEWAY
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
