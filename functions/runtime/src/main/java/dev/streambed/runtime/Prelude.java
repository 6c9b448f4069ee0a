package dev.streambed.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The status, headers and cookies of an HTTP response, which are sent before its body.
///
/// Headers about framing or the connection (`Content-Length`, `Transfer-Encoding`, `Connection` and
/// similar) are accepted but not sent: the front door sets its own.
///
/// @param frontDoor the front door that reads it
/// @param statusCode the HTTP status, 200 to 599
/// @param headers each name with its values, in order
/// @param cookies values of `Set-Cookie`, never joined
public record Prelude(
    FrontDoor frontDoor, int statusCode, Map<String, List<String>> headers, List<String> cookies) {

  /// Throws [IllegalArgumentException] for a status, a name or a value that HTTP does not allow,
  /// such as a value with a line break.
  public Prelude {
    HttpSyntax.checkStatus(statusCode);
    headers = copy(headers);
    cookies = List.copyOf(cookies);
    HttpSyntax.checkValues(cookies);
  }

  /// A prelude without headers.
  public static Prelude of(FrontDoor frontDoor, int statusCode) {
    return new Prelude(frontDoor, statusCode, Map.of(), List.of());
  }

  /// A copy with one more value of this header, after existing values of exactly this name.
  public Prelude withHeader(String name, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
    values.add(value);
    more.put(name, values);
    return new Prelude(frontDoor, statusCode, more, cookies);
  }

  /// A copy with one more cookie.
  ///
  /// @param cookie a complete value of `Set-Cookie`
  public Prelude withCookie(String cookie) {
    List<String> more = new ArrayList<>(cookies);
    more.add(cookie);
    return new Prelude(frontDoor, statusCode, headers, more);
  }

  private static Map<String, List<String>> copy(Map<String, List<String>> headers) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      HttpSyntax.checkName(header.getKey());
      List<String> values = List.copyOf(header.getValue());
      HttpSyntax.checkValues(values);
      copy.put(header.getKey(), values);
    }
    return Collections.unmodifiableMap(copy);
  }
}
