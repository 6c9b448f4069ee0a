package dev.streambed.local.gate;

/// Whether a request comes in.
public sealed interface Entry {

  /// It is signed by somebody who is known.
  ///
  /// @param accessKeyId who signed
  record Known(String accessKeyId) implements Entry {}

  /// It is not.
  record Refused(ServiceError error) implements Entry {}
}
