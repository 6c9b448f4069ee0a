package dev.streambed.local.iam;

import dev.streambed.local.http.ServiceError;

/// Whether a request comes in.
public sealed interface AuthorizationResult {

  /// It is signed by somebody who is known.
  ///
  /// @param accessKeyId who signed
  record Known(String accessKeyId) implements AuthorizationResult {}

  /// It is not.
  record Refused(ServiceError error) implements AuthorizationResult {}
}
