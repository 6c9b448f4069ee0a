package dev.streambed.bedrock.signature;

import java.util.List;
import java.util.Map;

/// The parts of a request that a signature covers.
///
/// @param rawPath the path as it came, still escaped
/// @param rawQuery the part after the question mark, or the empty string
/// @param headers values by lower-case name
// Handed on once and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record SignedRequest(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> headers,
    byte[] body) {

  public SignedRequest {
    headers = Map.copyOf(headers);
  }

  /// The header's first value, or the empty string.
  String header(String name) {
    return headers.getOrDefault(name, List.of("")).getFirst();
  }
}
