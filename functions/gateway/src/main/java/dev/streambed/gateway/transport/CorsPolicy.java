package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Transport;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which web origins may read responses of the REST API.
///
/// @param origins exact origins, or `*` for any; empty for none
public record CorsPolicy(Set<String> origins) {

  private static final String ANY = "*";
  static final String REQUEST_HEADERS =
      "authorization,content-encoding,content-type,x-api-key,x-request-id,x-streambed-tags";
  static final String RESPONSE_HEADERS = responseHeaders();
  private static final String METHODS = "DELETE,GET,POST,OPTIONS";

  public CorsPolicy {
    origins = Set.copyOf(origins);
  }

  /// The headers for responses to this call, as a mutable map.
  Map<String, String> headersFor(HttpEvent event) {
    Map<String, String> headers = new HashMap<>();
    if (event.transport() != Transport.REST_API || origins.isEmpty()) {
      return headers;
    }
    if (!origins.contains(ANY)) {
      // A cache must not serve one origin's response to another.
      headers.put("vary", "origin");
    }
    String origin = event.headers().get("origin").orElse("");
    if (origins.contains(ANY) || origins.contains(origin)) {
      allow(headers, origins.contains(ANY) ? ANY : origin);
      if (event.target().method().equals("OPTIONS")) {
        headers.put("access-control-allow-methods", METHODS);
        headers.put("access-control-allow-headers", REQUEST_HEADERS);
      }
    }
    return headers;
  }

  private static void allow(Map<String, String> headers, String origin) {
    headers.put("access-control-allow-origin", origin);
    headers.put("access-control-expose-headers", RESPONSE_HEADERS);
  }

  private static String responseHeaders() {
    Set<String> names = new TreeSet<>(Set.of("retry-after", "x-request-id"));
    for (Limit limit : Limit.values()) {
      names.add("x-ratelimit-limit-" + limit.headerSuffix());
      names.add("x-ratelimit-remaining-" + limit.headerSuffix());
      names.add("x-ratelimit-reset-" + limit.headerSuffix());
    }
    return String.join(",", names);
  }
}
