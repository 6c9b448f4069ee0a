package dev.streambed.gateway.aws;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.http.HttpHeader;

/// Status and headers of a response.
///
/// @param headers by their names in lower case; of a repeated one, the first
public record ResponseHead(int status, Map<String, String> headers) {

  private static final int HUNDRED = 100;

  static ResponseHead of(int status, HttpHeader[] headers) {
    Map<String, String> byName = HashMap.newHashMap(headers.length);
    for (HttpHeader header : headers) {
      byName.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    return new ResponseHead(status, byName);
  }

  /// Whether the status is one of success.
  public boolean isSuccess() {
    return status / HUNDRED == 2;
  }

  /// A header; null when there is none.
  ///
  /// @param name in lower case
  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
