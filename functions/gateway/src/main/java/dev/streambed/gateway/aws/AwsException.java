package dev.streambed.gateway.aws;

/// A failed call of an AWS service.
public abstract class AwsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  AwsException(String message) {
    super(message);
  }

  /// The name for the log: AWS's name of the error, such as `ThrottlingException`, or why there was
  /// no response. AWS's messages are not logged: they quote ARNs, account ids and prompts.
  public abstract String errorName();

  /// The name of any failure for the log: its class name if it is not one of a service.
  public static String nameOf(Throwable thrown) {
    return thrown instanceof AwsException failure
        ? failure.errorName()
        : thrown.getClass().getSimpleName();
  }
}
