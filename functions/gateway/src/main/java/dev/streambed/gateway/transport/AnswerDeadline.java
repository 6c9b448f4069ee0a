package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.domain.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Computes when an answer must have ended, so that the function ends it before the platform does.
final class AnswerDeadline {

  /// Time for the end of the answer, the usage record and its retries.
  private static final Duration MARGIN = Duration.ofSeconds(2);

  /// For a BUFFERED method, API Gateway returns 504 after 29 seconds.
  private static final Duration BUFFERED = Duration.ofSeconds(29);

  /// Additional time for posting the remaining messages to a slow client.
  private static final Duration POSTS = Duration.ofSeconds(5);

  private AnswerDeadline() {}

  /// The deadline of an answer that is posted in messages.
  static Deadline ofPosted(Context context, InstantSource clock) {
    Duration left = Duration.ofMillis(Math.max(0, context.getRemainingTimeInMillis()));
    return Deadline.in(left.minus(margin(left, MARGIN.plus(POSTS))), clock);
  }

  /// The deadline of an answer that may use all of the function's time.
  static Deadline of(Context context, InstantSource clock) {
    Duration left = Duration.ofMillis(Math.max(0, context.getRemainingTimeInMillis()));
    return Deadline.in(left.minus(margin(left, MARGIN)), clock);
  }

  static Deadline of(HttpEvent event, Context context, InstantSource clock) {
    Deadline ofLambda = of(context, clock);
    return event.streams()
        ? ofLambda
        : ofLambda.orSooner(received(event, clock).plus(BUFFERED).minus(MARGIN));
  }

  private static Duration margin(Duration left, Duration most) {
    Duration fifth = left.dividedBy(5);
    return fifth.compareTo(most) < 0 ? fifth : most;
  }

  // API Gateway's clock starts when it receives the call, so a cold start counts. An implausible
  // time is ignored, since it would end the answer before it starts.
  private static Instant received(HttpEvent event, InstantSource clock) {
    Instant now = clock.instant();
    Instant received = event.receivedAt();
    boolean plausible = !received.isAfter(now) && received.plus(BUFFERED).isAfter(now);
    return plausible ? received : now;
  }
}
