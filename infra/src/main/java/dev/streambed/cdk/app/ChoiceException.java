package dev.streambed.cdk.app;

/** The configuration asks for something that cannot be; the message names the key and a remedy. */
final class ChoiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChoiceException(String message) {
    super(message);
  }

  ChoiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
