package dev.streambed.gateway.aws;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Reads the SDK's exceptions.
public final class SdkFailure {

  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private SdkFailure() {}

  /// AWS's name of the error, such as `ThrottlingException`, or else the class name of the
  /// exception.
  public static String nameOf(Throwable thrown) {
    String code = errorCode(thrown);
    return code == null || code.isEmpty()
        ? causeOf(thrown).getClass().getSimpleName()
        : Character.toUpperCase(code.charAt(0)) + code.substring(1);
  }

  /// AWS's own message, without what the SDK adds; null when there is none.
  public static @Nullable String messageOf(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    return details == null ? null : details.errorMessage();
  }

  /// How long AWS asks the caller to wait before a retry, at most a day; zero when it does not say.
  public static Duration retryAfter(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    SdkHttpResponse response = details == null ? null : details.sdkHttpResponse();
    return response == null
        ? Duration.ZERO
        : response
            .firstMatchingHeader("Retry-After")
            .filter(seconds -> seconds.matches("[0-9]{1,5}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0)
            .orElse(Duration.ZERO);
  }

  /// The actual failure of an asynchronous call.
  public static Throwable unwrap(Throwable thrown) {
    boolean isWrapper =
        thrown instanceof CompletionException || thrown instanceof ExecutionException;
    Throwable cause = thrown.getCause();
    return isWrapper && cause != null ? unwrap(cause) : thrown;
  }

  // The SDK wraps failures of its HTTP client.
  private static Throwable causeOf(Throwable thrown) {
    return switch (thrown.getCause()) {
      case NoAnswerException silence -> silence;
      case NoTimeException over -> over;
      case null, default -> thrown;
    };
  }

  // Names of exceptions within an event stream start with a lower-case letter.
  private static @Nullable String errorCode(Throwable thrown) {
    return thrown instanceof AwsServiceException failure && failure.awsErrorDetails() != null
        ? failure.awsErrorDetails().errorCode()
        : null;
  }
}
