package dev.streambed.local.invoke;

import dev.streambed.local.lambda.InvocationRequest;
import java.time.Duration;
import java.time.Instant;

/// An event that waits for its function.
///
/// @param invocationRequest what is to be invoked
/// @param settings what happens when it fails
/// @param acceptedAt when it came
record AsyncEvent(
    InvocationRequest invocationRequest, EventInvokeConfig settings, Instant acceptedAt) {

  /// How long it may still wait; not positive when it is too old.
  Duration left(Instant now) {
    return Duration.between(now, acceptedAt.plus(settings.maximumAge()));
  }
}
