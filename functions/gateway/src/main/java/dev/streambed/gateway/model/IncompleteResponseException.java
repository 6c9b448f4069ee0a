package dev.streambed.gateway.model;

/// A response of which only a part came. The model has answered, and Bedrock bills it; so, unlike a
/// connection that broke before, this is no reason for another attempt.
final class IncompleteResponseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IncompleteResponseException(String message) {
    super(message);
  }
}
