package dev.streambed.gateway.aws;

/// What became of a request.
public sealed interface PostResult {

  /// The service answered.
  ///
  /// @param status of HTTP
  /// @param error AWS's name of the error; empty when there is none
  record Responded(int status, String error) implements PostResult {}

  /// It did not, and nobody knows whether it was reached.
  ///
  /// @param cause the name of an exception's class
  record NoResponse(String cause) implements PostResult {}
}
