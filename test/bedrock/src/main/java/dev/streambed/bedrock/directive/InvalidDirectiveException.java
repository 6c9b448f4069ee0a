package dev.streambed.bedrock.directive;

/// An invalid directive.
public final class InvalidDirectiveException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  public InvalidDirectiveException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /// What is wrong, for the author of the directive.
  public String sentence() {
    return sentence;
  }
}
