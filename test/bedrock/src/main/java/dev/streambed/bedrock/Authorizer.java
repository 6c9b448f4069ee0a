package dev.streambed.bedrock;

import java.util.List;
import java.util.Optional;

/// Decides whether a signed request may be answered, as IAM does. Called from many threads.
@FunctionalInterface
public interface Authorizer {

  /// Allows every request.
  Authorizer EVERYTHING_ALLOWED = (_, _, _, _) -> new Decision.Allowed();

  /// Decides about one request.
  ///
  /// @param accessKeyId the id in the request's signature
  /// @param action for example `bedrock:InvokeModelWithResponseStream`
  /// @param resourceArns everything that the action touches, each of which must be allowed: the
  ///   model, or the inference profile and its model in every region that the profile routes to
  /// @param guardrail the value of the condition key `bedrock:GuardrailIdentifier`; empty when the
  ///   request names no guardrail
  Decision decide(
      String accessKeyId, String action, List<String> resourceArns, Optional<String> guardrail);

  /// The ARN of whoever has an access key.
  default String principal(String accessKeyId) {
    return "arn:aws:iam::000000000000:user/" + accessKeyId;
  }

  /// The decision.
  sealed interface Decision {

    /// The request is answered.
    record Allowed() implements Decision {}

    /// The request gets AWS's `AccessDeniedException`, status 403.
    ///
    /// @param principalArn the caller, for example an assumed role's ARN
    /// @param resourceArn the first resource that was refused
    /// @param because the end of AWS's sentence, for example `because no identity-based policy
    ///   allows the bedrock:InvokeModel action`
    record Denied(String principalArn, String resourceArn, String because) implements Decision {}
  }
}
