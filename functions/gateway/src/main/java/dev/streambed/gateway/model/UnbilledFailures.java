package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.AwsServiceException;
import dev.streambed.gateway.aws.NoResponseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

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

  private UnbilledFailures() {}

  /// @param thrown the failure of a call before any part of its answer arrived
  static boolean contains(Throwable thrown) {
    return switch (thrown) {
      case AwsServiceException refusal -> contains(refusal);
      case NoResponseException failure ->
          failure.reason() == NoResponseException.Reason.NOT_CONNECTED;
      default -> false;
    };
  }

  /// @param name the name of an exception that arrived before any part of an answer
  static boolean contains(String name) {
    return REFUSALS.contains(name);
  }

  private static boolean contains(AwsServiceException refusal) {
    String name = refusal.errorName();
    boolean isRefusal =
        refusal.status() / HUNDRED == CLIENT_ERRORS && !LATE.contains(refusal.status());
    return contains(name) || (isRefusal && !OF_THE_MODEL.contains(name));
  }

  /// When a call of Bedrock was sent.
  record CallStart(Instant at, InstantSource clock) {

    /// A pooled connection that the other side has closed fails within milliseconds. One that fails
    /// later has carried the prompt, and Bedrock may bill it.
    private static final Duration UNREAD = Duration.ofSeconds(1);

    static CallStart now(InstantSource clock) {
      return new CallStart(clock.instant(), clock);
    }

    /// Whether the call was sent so recently that, without a response, the model has most likely
    /// not been called.
    boolean isWithinASecond() {
      return Duration.between(at, clock.instant()).compareTo(UNREAD) < 0;
    }
  }
}
