package dev.streambed.gateway.sdk;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Reads what the SDK throws.
public final class SdkFailure {

  private SdkFailure() {}

  /// AWS's name of the error, such as `ThrottlingException`, or else that of the exception's class.
  public static String nameOf(Throwable thrown) {
    String code = errorCode(thrown);
    return code == null || code.isEmpty()
        ? thrown.getClass().getSimpleName()
        : Character.toUpperCase(code.charAt(0)) + code.substring(1);
  }

  /// What an asynchronous call really failed with.
  public static Throwable unwrap(Throwable thrown) {
    boolean isWrapper =
        thrown instanceof CompletionException || thrown instanceof ExecutionException;
    Throwable cause = thrown.getCause();
    return isWrapper && cause != null ? unwrap(cause) : thrown;
  }

  // Exceptions within an event stream begin with a small letter there.
  private static @Nullable String errorCode(Throwable thrown) {
    return thrown instanceof AwsServiceException failure && failure.awsErrorDetails() != null
        ? failure.awsErrorDetails().errorCode()
        : null;
  }
}
