package dev.streambed.gateway.sdk;

/// What became of a request.
public sealed interface Posted {

  /// The service answered.
  ///
  /// @param status of HTTP
  /// @param error AWS's name of the error; empty when there is none
  record Answered(int status, String error) implements Posted {}

  /// It did not, and nobody knows whether it was reached.
  ///
  /// @param cause the name of an exception's class
  record Unanswered(String cause) implements Posted {}
}
