package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Diagnosis;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The targets that a streamed answer falls back to, and when a silent one is left for the next.
/// Not thread-safe.
final class StreamFallbacks {

  static final Problem SILENT =
      Problem.of(ErrorCode.TIMEOUT).withCause("Silence").withDiagnosis(Diagnosis.of("silent"));

  private final FallbackSequence fallbacks;
  private final Function<ModelRequest, Supplier<StreamingCall>> starts;
  private final Function<ModelRequest, StreamProgress> progress;
  private final Duration longestSilence;
  private final Deadline deadline;
  private Instant since;

  /// @param longestSilence how long a target may take until its first content; zero: however long
  StreamFallbacks(
      ModelRequest modelRequest,
      Deadline deadline,
      Duration longestSilence,
      Function<ModelRequest, Supplier<StreamingCall>> starts,
      Function<ModelRequest, StreamProgress> progress) {
    this.fallbacks = new FallbackSequence(modelRequest, deadline);
    this.deadline = deadline;
    this.longestSilence = longestSilence;
    this.starts = starts;
    this.progress = progress;
    this.since = deadline.clock().instant();
  }

  boolean isLeft() {
    return fallbacks.isLeft();
  }

  List<FailedAttempt> failed() {
    return fallbacks.failed();
  }

  /// When the current target is left if it stays silent; empty when it is waited for.
  Optional<Instant> silentAt() {
    return longestSilence.isZero() || !isLeft()
        ? Optional.empty()
        : Optional.of(since.plus(longestSilence));
  }

  /// Leaves the current target for the next.
  ///
  /// @return the next one
  ModelRequest leave(Problem problem, Usage usage, String bedrockRequestId) {
    since = deadline.clock().instant();
    return fallbacks.leave(problem, usage, bedrockRequestId);
  }

  /// The state of an answer of which nothing has come yet.
  StreamProgress progress(ModelRequest next) {
    return progress.apply(next);
  }

  /// Begins an attempt at a target.
  void start(RetriedStreamingCall streamingCall, ModelRequest next) {
    streamingCall.turnTo(next.model(), starts.apply(next));
  }
}
