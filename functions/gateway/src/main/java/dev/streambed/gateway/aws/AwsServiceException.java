package dev.streambed.gateway.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A service answered a request with an error.
public class AwsServiceException extends AwsException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String errorName;
  private final @Nullable String serviceMessage;
  private final Duration retryAfter;

  /// @param status the HTTP status
  /// @param errorName AWS's name of the error
  /// @param serviceMessage AWS's own message; null when there is none
  /// @param retryAfter how long AWS asks to wait before a retry; zero when it does not say
  public AwsServiceException(
      int status, String errorName, @Nullable String serviceMessage, Duration retryAfter) {
    super(errorName + " (" + status + ")");
    this.status = status;
    this.errorName = errorName;
    this.serviceMessage = serviceMessage;
    this.retryAfter = retryAfter;
  }

  public final int status() {
    return status;
  }

  @Override
  public final String errorName() {
    return errorName;
  }

  /// AWS's own message, which may quote the request; null when there is none.
  public final @Nullable String serviceMessage() {
    return serviceMessage;
  }

  /// How long AWS asks to wait before a retry; zero when it does not say.
  public final Duration retryAfter() {
    return retryAfter;
  }
}
