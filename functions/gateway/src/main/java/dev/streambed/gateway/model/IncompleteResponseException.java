package dev.streambed.gateway.model;

/// A response of which only a part came. The model has answered, and Bedrock bills it; so, unlike a
/// connection that broke before, this is no reason for another attempt.
final class IncompleteResponseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String requestId;

  /// @param requestId Bedrock's id of the call; empty when there is none
  IncompleteResponseException(String message, String requestId) {
    super(message);
    this.requestId = requestId;
  }

  /// Bedrock's id of the call; empty when there is none.
  String requestId() {
    return requestId;
  }
}
