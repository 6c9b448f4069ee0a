package dev.streambed.bedrock.signature;

import java.util.List;
import java.util.Map;

/// The parts of a request that a signature covers.
///
/// @param rawPath the path as it came, still escaped
/// @param rawQuery the part after the question mark, or the empty string
/// @param headers values by lower-case name; in HTTP/2 `host` is the pseudo-header `:authority`,
///   which clients sign under either name
// Handed on once and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record SignedRequest(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> headers,
    byte[] body) {

  private static final String HOST = "host";
  private static final String AUTHORITY = ":authority";

  public SignedRequest {
    headers = Map.copyOf(headers);
  }

  /// Whether a signed header is the host, as HTTP/1.1 or HTTP/2 names it.
  static boolean isHost(String name) {
    return name.equals(HOST) || name.equals(AUTHORITY);
  }

  /// The values of a signed header; none when it was not sent.
  List<String> values(String name) {
    return headers.getOrDefault(name.equals(AUTHORITY) ? HOST : name, List.of());
  }

  /// The header's first value, or the empty string.
  String header(String name) {
    return headers.getOrDefault(name, List.of("")).getFirst();
  }
}
