package dev.streambed.gateway.push;

import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import java.util.Map;
import java.util.Optional;

/// Has the function invoked once more, later, with an event of its own. Thread-safe.
public record SelfInvocation(
    SignedPost posts, ServiceEndpoints serviceEndpoints, RetryPolicy retryPolicy) {

  /// Hands an event to Lambda, which invokes the function at least once with it, or never.
  ///
  /// @param function the ARN that the function was invoked by
  /// @param event at most 1 MB of JSON
  /// @return why Lambda did not take it; it may have taken one that went unanswered
  public Optional<Problem> send(String function, Payload event) {
    SignedPost.Request request =
        new SignedPost.Request(
            "lambda",
            serviceEndpoints.invocations(function),
            Map.of("x-amz-invocation-type", "Event"),
            event);
    SignedPost.Result result = retryPolicy.send(posts, request);
    return result.isSuccess()
        ? Optional.empty()
        : Optional.of(Problem.of(ErrorCode.UNAVAILABLE).withCause(result.errorName()));
  }
}
