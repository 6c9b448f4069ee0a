package dev.streambed.gateway.push;

import dev.streambed.gateway.sdk.PostRequest;
import dev.streambed.gateway.sdk.Posted;
import dev.streambed.gateway.sdk.SignedPost;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import java.util.Map;
import java.util.Optional;

/// Has the function invoked once more, later, with an event of its own. Thread-safe.
public record SelfInvocation(SignedPost posts, Endpoints endpoints, Persistence persistence) {

  /// Hands an event to Lambda, which invokes the function at least once with it, or never.
  ///
  /// @param function the ARN that the function was invoked by
  /// @param event at most 1 MB of JSON
  /// @return why Lambda did not take it; it may have taken one that went unanswered
  public Optional<Problem> send(String function, Payload event) {
    PostRequest request =
        new PostRequest(
            "lambda",
            endpoints.invocations(function),
            Map.of("x-amz-invocation-type", "Event"),
            event);
    for (int attempt = 1; true; attempt++) {
      Posted posted = posts.send(request);
      if (Refusals.isNone(posted)) {
        return Optional.empty();
      }
      if (!Refusals.mayPass(posted) || !persistence.waitsAfter(attempt)) {
        return Optional.of(Problem.of(ErrorCode.UNAVAILABLE).withCause(Refusals.nameOf(posted)));
      }
    }
  }
}
