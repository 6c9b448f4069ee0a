package dev.streambed.runtime;

/// Which kind of HTTP front door invoked the function. They read repeated headers and cookies
/// differently, and a form that one of them takes makes the other answer 5xx.
public enum FrontDoor {
  /// A Function URL: repeated headers are joined with a comma, cookies stand apart.
  FUNCTION_URL,
  /// An API Gateway REST API: repeated headers go to `multiValueHeaders`.
  REST_API
}
