package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The targets of one call, which are asked one after the other, and why those before the current
/// one were left. Not thread-safe.
final class FallbackSequence {

  /// An attempt that is cut off by the deadline is billed and answers nobody.
  private static final Duration WORTHWHILE = Duration.ofSeconds(5);

  private final ModelRequest modelRequest;
  private final Deadline deadline;
  private final List<FailedAttempt> failed = new ArrayList<>();

  FallbackSequence(ModelRequest modelRequest, Deadline deadline) {
    this.modelRequest = modelRequest;
    this.deadline = deadline;
  }

  /// The request for the current target.
  ModelRequest current() {
    return modelRequest.target(failed.size());
  }

  /// Whether another target can be asked.
  boolean isLeft() {
    return failed.size() < modelRequest.fallbacks().size()
        && deadline.remaining().compareTo(WORTHWHILE) >= 0;
  }

  /// Leaves the current target for the next one.
  ///
  /// @param usage what the current one may be billed for
  /// @return the request for the next one
  ModelRequest leave(Problem problem, Usage usage, String bedrockRequestId) {
    failed.add(new FailedAttempt(current().modelTarget(), usage, problem, bedrockRequestId));
    return current();
  }

  /// Those that were left, in their order.
  List<FailedAttempt> failed() {
    return List.copyOf(failed);
  }
}
