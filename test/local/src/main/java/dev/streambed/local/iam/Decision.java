package dev.streambed.local.iam;

/// The result of an authorization check.
public sealed interface Decision {

  /// A statement allows it and none denies it.
  record Allowed() implements Decision {}

  /// Not allowed.
  ///
  /// @param because the end of AWS's sentence, for example `because no identity-based policy allows
  ///   the dynamodb:GetItem action`
  record Denied(String because) implements Decision {}
}
