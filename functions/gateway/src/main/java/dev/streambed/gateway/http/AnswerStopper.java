package dev.streambed.gateway.http;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.limit.OpenReservations;
import dev.streambed.gateway.limit.Reservation;
import dev.streambed.gateway.session.StopRequests;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Stops running answers of HTTP front doors, which other invocations write.
record AnswerStopper(
    OpenReservations reservations, StopRequests stopRequests, InstantSource clock) {

  /// Allows for clocks that differ.
  private static final Duration MARGIN = Duration.ofMinutes(1);

  static final Problem NOT_RUNNING =
      Problem.of(ErrorCode.NOT_FOUND, "No answer with this request id is running.");

  /// Requests that an answer stops.
  ///
  /// @return why it does not; empty when it will end within moments
  Optional<Problem> stop(Customer customer, RequestId requestId) {
    try {
      List<Reservation> running =
          reservations.find(customer.id(), requestId).stream().filter(this::canBeStopped).toList();
      if (running.isEmpty()) {
        return Optional.of(NOT_RUNNING);
      }
      stopRequests.put(
          customer.id(),
          requestId,
          running.stream().map(Reservation::nonce).toList(),
          lastEnd(running).plus(MARGIN));
      return Optional.empty();
    } catch (AwsException e) {
      return Optional.of(Problem.of(ErrorCode.UNAVAILABLE).withCause(e.errorName()));
    }
  }

  private static Instant lastEnd(List<Reservation> running) {
    return running.stream().map(Reservation::settleBy).max(Instant::compareTo).orElseThrow();
  }

  // A whole answer cannot be stopped, and one on a connection is stopped there. After `settleBy`
  // nobody writes it any more.
  private boolean canBeStopped(Reservation reservation) {
    return reservation.operation().isStreamed()
        && reservation.connection().isEmpty()
        && clock.instant().isBefore(reservation.settleBy());
  }
}
