package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.SdkFailure;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.http.HttpException;

/// Tells which failures of a call of Bedrock certainly cost nothing: Bedrock refused it before the
/// model read the prompt, or was not reached at all. Of every other failure, of Bedrock's own
/// (5xx), of the model (408 and 424) or of a connection that broke after the prompt was sent,
/// nobody knows what has been billed.
final class UnbilledFailures {

  private static final Set<String> REFUSALS =
      Set.of(
          "AccessDeniedException",
          "ModelNotReadyException",
          "ResourceNotFoundException",
          "ServiceQuotaExceededException",
          "ThrottlingException",
          "ValidationException");

  private static final Set<String> OF_THE_MODEL =
      Set.of("ModelErrorException", "ModelStreamErrorException", "ModelTimeoutException");

  private static final Set<Integer> LATE = Set.of(408, 424);
  private static final int CLIENT_ERRORS = 4;
  private static final int HUNDRED = 100;

  /// What the AWS Common Runtime calls it when a connection did not come about.
  private static final Set<String> NOT_CONNECTED =
      Set.of(
          "AWS_ERROR_HTTP_CONNECTION_MANAGER_ACQUISITION_TIMEOUT",
          "AWS_ERROR_HTTP_CONNECTION_MANAGER_MAX_PENDING_ACQUISITIONS_EXCEEDED",
          "AWS_IO_DNS_INVALID_NAME",
          "AWS_IO_DNS_NO_ADDRESS_FOR_HOST",
          "AWS_IO_DNS_QUERY_AGAIN",
          "AWS_IO_DNS_QUERY_FAILED",
          "AWS_IO_SOCKET_CONNECTION_REFUSED",
          "AWS_IO_TLS_ERROR_NEGOTIATION_FAILURE",
          "AWS_IO_TLS_NEGOTIATION_TIMEOUT");

  private UnbilledFailures() {}

  /// @param thrown what a call ended with before anything of its answer came
  static boolean contains(Throwable thrown, CallStart callStart) {
    Throwable failure = SdkFailure.unwrap(thrown);
    return failure instanceof AwsServiceException refusal
        ? contains(refusal)
        : wasNotConnected(failure, callStart);
  }

  /// @param name of a failure that Bedrock or the model has told before anything else of an answer
  static boolean contains(String name) {
    return REFUSALS.contains(name);
  }

  private static boolean contains(AwsServiceException refusal) {
    String name = SdkFailure.nameOf(refusal);
    boolean isRefusal =
        refusal.statusCode() / HUNDRED == CLIENT_ERRORS && !LATE.contains(refusal.statusCode());
    return contains(name) || (isRefusal && !OF_THE_MODEL.contains(name));
  }

  private static boolean wasNotConnected(Throwable failure, CallStart callStart) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // The SDK calls every time-out of a socket this, also of one that was connected long ago.
      if (cause instanceof ConnectException && callStart.mayBeConnecting()) {
        return true;
      }
      if (cause instanceof HttpException crt
          && NOT_CONNECTED.contains(CRT.awsErrorName(crt.getErrorCode()))) {
        return true;
      }
    }
    return false;
  }

  /// When a call of Bedrock was sent.
  record CallStart(Instant at, InstantSource clock) {

    /// A kept connection that the other side has closed breaks within milliseconds. One that breaks
    /// later has carried the prompt, and Bedrock may bill it.
    private static final Duration UNREAD = Duration.ofSeconds(1);

    /// Longer than a connection takes to come about; a connected socket is given up later.
    private static final Duration CONNECTING = Duration.ofSeconds(30);

    static CallStart now(InstantSource clock) {
      return new CallStart(clock.instant(), clock);
    }

    /// Whether it was sent so lately that the model has most likely not been asked, unless it
    /// answers.
    boolean isWithinASecond() {
      return isWithin(UNREAD);
    }

    /// Whether it was sent so lately that there may not have been a connection yet.
    boolean mayBeConnecting() {
      return isWithin(CONNECTING);
    }

    private boolean isWithin(Duration time) {
      return Duration.between(at, clock.instant()).compareTo(time) < 0;
    }
  }
}
