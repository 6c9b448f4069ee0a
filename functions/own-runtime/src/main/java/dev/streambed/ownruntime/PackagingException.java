package dev.streambed.ownruntime;

/// The package cannot be made; the message is for the user.
public final class PackagingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public PackagingException(String message) {
    super(message);
  }

  public PackagingException(String message, Throwable cause) {
    super(message, cause);
  }
}
