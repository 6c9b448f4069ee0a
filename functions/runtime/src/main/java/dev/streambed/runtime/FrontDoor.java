package dev.streambed.runtime;

/// The type of HTTP front door that invoked the function. Front doors read repeated headers and
/// cookies differently, and return 5xx for the other's format.
public enum FrontDoor {
  /// A Function URL: repeated headers are joined with commas, cookies are separate.
  FUNCTION_URL,
  /// An API Gateway REST API: repeated headers are in `multiValueHeaders`.
  REST_API
}
