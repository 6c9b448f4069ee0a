package dev.streambed.runtime;

import java.util.List;
import java.util.Map;

/// The status, headers and cookies that precede the body of a streamed HTTP answer.
///
/// @param statusCode the HTTP status
/// @param headers each name with its values, in order
/// @param cookies values of `Set-Cookie`, never joined
public record Prelude(int statusCode, Map<String, List<String>> headers, List<String> cookies) {

  public Prelude {
    headers = Map.copyOf(headers);
    cookies = List.copyOf(cookies);
  }
}
