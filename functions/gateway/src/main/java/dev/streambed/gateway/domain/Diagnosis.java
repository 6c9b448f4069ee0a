package dev.streambed.gateway.domain;

/// The cause of a problem in more detail than its code, for the log.
///
/// @param reason the name of the cause, as listed in docs/operations.md; empty when the code is
///   specific enough
/// @param message what Bedrock or the model reported, masked and bounded; empty when it reported
///   nothing that may be logged
public record Diagnosis(String reason, String message) {

  public static final Diagnosis NONE = new Diagnosis("", "");

  /// A diagnosis without a message from Bedrock.
  public static Diagnosis of(String reason) {
    return new Diagnosis(reason, "");
  }
}
