package dev.streambed.gateway.http;

import dev.streambed.gateway.aws.SdkFailure;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.limit.OpenReservations;
import dev.streambed.gateway.limit.Reservation;
import dev.streambed.gateway.session.StopRequests;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// Stops running answers of HTTP front doors, which other invocations write.
record AnswerStopper(
    OpenReservations reservations, StopRequests stopRequests, InstantSource clock) {

  /// How long an answer may take to end after its deadline.
  private static final Duration MARGIN = Duration.ofMinutes(1);

  static final Problem NOT_RUNNING =
      Problem.of(ErrorCode.NOT_FOUND, "No answer with this request id is running.");

  /// Requests that an answer stops.
  ///
  /// @return why it does not; empty when it will end within moments
  Optional<Problem> stop(Customer customer, RequestId requestId) {
    try {
      Optional<Reservation> running =
          reservations.find(customer, requestId).filter(this::canBeStopped);
      running.ifPresent(reservation ->
          stopRequests.put(
              customer.id(), requestId, reservation.nonce(), reservation.settleBy().plus(MARGIN)));
      return running.isPresent() ? Optional.empty() : Optional.of(NOT_RUNNING);
    } catch (SdkException e) {
      return Optional.of(Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e)));
    }
  }

  // A whole answer cannot be stopped, and one on a connection is stopped there. After `settleBy`
  // its
  // function is dead.
  private boolean canBeStopped(Reservation reservation) {
    return reservation.operation().isStreamed()
        && reservation.connection().isEmpty()
        && clock.instant().isBefore(reservation.settleBy());
  }
}
