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

/// Recognises failed calls that certainly cost nothing: Bedrock refused the call before the model
/// read the prompt, or was not reached at all. For every other failure, of Bedrock (5xx), of the
/// model (408 and 424) or of a connection that broke after the prompt was sent, it is unknown what
/// was billed.
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

  /// Errors of the AWS Common Runtime when no connection was established.
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

  /// @param thrown the failure of a call before any part of its answer arrived
  static boolean contains(Throwable thrown, CallStart callStart) {
    Throwable failure = SdkFailure.unwrap(thrown);
    return failure instanceof AwsServiceException refusal
        ? contains(refusal)
        : wasNotConnected(failure, callStart);
  }

  /// @param name the name of an exception that arrived before any part of an answer
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
      // The SDK uses this exception for every socket timeout, including those of established
      // connections.
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

    /// A pooled connection that the other side has closed fails within milliseconds. One that fails
    /// later has carried the prompt, and Bedrock may bill it.
    private static final Duration UNREAD = Duration.ofSeconds(1);

    /// Longer than establishing a connection takes, shorter than the timeout of an established one.
    private static final Duration CONNECTING = Duration.ofSeconds(30);

    static CallStart now(InstantSource clock) {
      return new CallStart(clock.instant(), clock);
    }

    /// Whether the call was sent so recently that, without a response, the model has most likely
    /// not been called.
    boolean isWithinASecond() {
      return isWithin(UNREAD);
    }

    /// Whether the call was sent so recently that the connection may not have been established.
    boolean mayBeConnecting() {
      return isWithin(CONNECTING);
    }

    private boolean isWithin(Duration time) {
      return Duration.between(at, clock.instant()).compareTo(time) < 0;
    }
  }
}
