package dev.streambed.cdk.app;

/** The configuration is invalid; the message names the key and a remedy. */
final class ChoiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChoiceException(String message) {
    super(message);
  }

  ChoiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
