package dev.streambed.bedrock.model;

import dev.streambed.bedrock.protocol.RequestTarget;
import java.util.List;
import java.util.Map;

/// A signed and allowed request for a model.
///
/// @param requestTarget which operation on which model
/// @param region the region that it is signed for
/// @param rawPath the request's path as it came, still escaped
/// @param headers values by lower-case name
/// @param body as it came
// Handed on once and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record ModelRequest(
    RequestTarget requestTarget,
    String region,
    String rawPath,
    Map<String, List<String>> headers,
    byte[] body) {

  public ModelRequest {
    headers = Map.copyOf(headers);
  }
}
