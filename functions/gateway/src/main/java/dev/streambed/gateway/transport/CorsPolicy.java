package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Transport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which web origins may read responses of the REST API.
///
/// @param origins exact origins, or `*` for any; empty for none
public record CorsPolicy(Set<String> origins) {

  private static final String ANY = "*";

  /// What clients send: curl, our own, and the SDKs of Anthropic (`anthropic-`, `x-stainless-`),
  /// AWS (`amz-sdk-`, `x-amz-`, `x-amzn-`) and OpenAI (`openai-`, `x-stainless-`) in a browser.
  static final String REQUEST_HEADERS =
      "amz-sdk-invocation-id,amz-sdk-request,anthropic-beta,"
          + "anthropic-dangerous-direct-browser-access,anthropic-version,authorization,"
          + "content-encoding,content-type,idempotency-key,openai-beta,"
          + "openai-organization,openai-project,user-agent,x-amz-content-sha256,"
          + "x-amz-date,x-amz-security-token,x-amz-user-agent,x-amzn-bedrock-accept,"
          + "x-amzn-bedrock-content-type,x-amzn-bedrock-guardrailidentifier,"
          + "x-amzn-bedrock-guardrailversion,x-amzn-bedrock-performanceconfig-latency,"
          + "x-amzn-bedrock-request-metadata,x-amzn-bedrock-service-tier,"
          + "x-amzn-bedrock-trace,x-api-key,x-request-id,x-stainless-arch,"
          + "x-stainless-helper,x-stainless-helper-method,x-stainless-lang,"
          + "x-stainless-os,x-stainless-package-version,x-stainless-retry-count,"
          + "x-stainless-runtime,x-stainless-runtime-version,x-stainless-timeout,"
          + "x-streambed-tags";

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
    Set<String> names =
        new TreeSet<>(
            Set.of(
                "request-id",
                "retry-after",
                "x-amzn-bedrock-content-type",
                "x-amzn-bedrock-performanceconfig-latency",
                "x-amzn-bedrock-service-tier",
                "x-amzn-errortype",
                "x-amzn-requestid",
                "x-request-id",
                "x-should-retry",
                "x-streambed-model",
                "x-streambed-region"));
    for (Limit limit : Limit.values()) {
      names.add(limit.limitHeader());
      names.add(limit.remainingHeader());
      names.add(limit.resetHeader());
    }
    for (String kind : List.of("requests", "tokens")) {
      names.add("anthropic-ratelimit-" + kind + "-limit");
      names.add("anthropic-ratelimit-" + kind + "-remaining");
      names.add("anthropic-ratelimit-" + kind + "-reset");
    }
    return String.join(",", names);
  }
}
