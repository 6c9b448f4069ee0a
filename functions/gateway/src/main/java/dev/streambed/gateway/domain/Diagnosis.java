package dev.streambed.gateway.domain;

/// What is known of the cause of a problem beyond its code, for the log.
///
/// @param reason the name of the cause, one of those in docs/operations.md; empty when the code
///   says it all
/// @param message what Bedrock or the model said, masked and bounded; empty when it said nothing
///   that may be repeated
public record Diagnosis(String reason, String message) {

  public static final Diagnosis NONE = new Diagnosis("", "");

  /// Without a text of Bedrock's.
  public static Diagnosis of(String reason) {
    return new Diagnosis(reason, "");
  }
}
