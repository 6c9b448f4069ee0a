package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.domain.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When an answer must have ended, so that the function ends it and not the platform.
final class AnswerDeadline {

  /// Time for the end of the answer, the usage record and its retries.
  private static final Duration MARGIN = Duration.ofSeconds(2);

  /// API Gateway answers 504 by itself after 29 seconds of a BUFFERED method.
  private static final Duration BUFFERED = Duration.ofSeconds(29);

  /// What the last of the messages that wait need besides, which a client may be slow to take.
  private static final Duration POSTS = Duration.ofSeconds(5);

  private AnswerDeadline() {}

  /// Of an answer that is posted, message by message.
  static Deadline ofPosted(Context context, InstantSource clock) {
    Duration left = Duration.ofMillis(Math.max(0, context.getRemainingTimeInMillis()));
    return Deadline.in(left.minus(margin(left, MARGIN.plus(POSTS))), clock);
  }

  /// Of what has all the function's time.
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

  // API Gateway's clock started when it took the call: a cold start counts. A time that cannot be
  // true would end the answer before it began.
  private static Instant received(HttpEvent event, InstantSource clock) {
    Instant now = clock.instant();
    Instant received = event.receivedAt();
    boolean plausible = !received.isAfter(now) && received.plus(BUFFERED).isAfter(now);
    return plausible ? received : now;
  }
}
