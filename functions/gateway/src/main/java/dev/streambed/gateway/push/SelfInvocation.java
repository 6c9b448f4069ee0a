package dev.streambed.gateway.push;

import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import java.util.Map;
import java.util.Optional;

/// Invokes this function asynchronously, with an event of its own. Thread-safe.
public record SelfInvocation(
    SignedPost posts, ServiceEndpoints serviceEndpoints, RetryPolicy retryPolicy) {

  /// Sends an event to Lambda, which then invokes the function with it at least once.
  ///
  /// @param function the ARN that the function was invoked with
  /// @param event at most 1 MB of JSON
  /// @return why Lambda did not accept it; without a response, Lambda may still have accepted it
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
