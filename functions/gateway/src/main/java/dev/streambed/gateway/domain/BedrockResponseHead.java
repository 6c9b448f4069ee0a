package dev.streambed.gateway.domain;

import java.util.Map;

/// What Bedrock says ahead of the body of a response.
///
/// @param requestId Bedrock's id of the call, by which AWS finds it; empty when there is none
/// @param headers those that concern callers, `x-amzn-…`; names in lower case
public record BedrockResponseHead(String requestId, Map<String, String> headers) {

  /// No response has begun.
  public static final BedrockResponseHead NONE = new BedrockResponseHead("", Map.of());

  public BedrockResponseHead {
    headers = Map.copyOf(headers);
  }
}
