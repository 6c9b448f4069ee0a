package dev.streambed.local.functionurl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.http.ResponseHead.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A Function URL's CORS configuration.
///
/// @param isConfigured whether there is one
/// @param origins allowed origins, or `*`
/// @param allowed the headers of preflight responses, in addition to the origin
/// @param exposed the headers of other responses, in addition to the origin
/// @param credentials whether callers may send credentials
record UrlCors(
    boolean isConfigured,
    List<String> origins,
    List<Header> allowed,
    List<Header> exposed,
    boolean credentials) {

  private static final String ALLOW = "Access-Control-Allow-";

  static UrlCors of(JsonNode cors) {
    List<Header> allowed = new ArrayList<>();
    add(ALLOW + "Headers", joined(cors.path("AllowHeaders")), allowed);
    add(ALLOW + "Methods", joined(cors.path("AllowMethods")), allowed);
    add("Access-Control-Max-Age", cors.path("MaxAge").asText(), allowed);
    List<Header> exposed = new ArrayList<>();
    add("Access-Control-Expose-Headers", joined(cors.path("ExposeHeaders")), exposed);
    return new UrlCors(
        !cors.isMissingNode(),
        texts(cors.path("AllowOrigins")),
        List.copyOf(allowed),
        List.copyOf(exposed),
        cors.path("AllowCredentials").asBoolean());
  }

  /// The headers of Lambda's response to OPTIONS.
  ///
  /// @param origin the header `Origin`, or the empty string
  List<Header> preflight(String origin) {
    return with(origin, allowed);
  }

  /// The headers that Lambda adds to every other response.
  List<Header> additions(String origin) {
    return with(origin, exposed);
  }

  // Lambda returns the caller's own origin, even if every origin is allowed.
  private List<Header> with(String origin, List<Header> others) {
    boolean known = origins.contains("*") || origins.contains(origin);
    if (origin.isEmpty() || !known) {
      return List.of();
    }
    List<Header> headers = new ArrayList<>();
    headers.add(new Header(ALLOW + "Origin", origin));
    headers.add(new Header("Vary", "Origin"));
    if (credentials) {
      headers.add(new Header(ALLOW + "Credentials", "true"));
    }
    headers.addAll(others);
    return headers;
  }

  private static void add(String name, String value, List<Header> headers) {
    if (!value.isEmpty()) {
      headers.add(new Header(name, value));
    }
  }

  private static String joined(JsonNode values) {
    return texts(values).stream().collect(Collectors.joining(","));
  }

  private static List<String> texts(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false).map(JsonNode::asText).toList();
  }
}
