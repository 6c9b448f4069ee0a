package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A problem as OpenAI's SDKs read it: they type it by the status.
///
/// @param type OpenAI's word for its kind
/// @param code OpenAI's word for exactly what it is
/// @param mayRetry what SDKs are told, who else retry by the status; empty to leave it to them
record OpenAiError(int status, String type, String code, Optional<Boolean> mayRetry) {

  private static final String INVALID = "invalid_request_error";
  private static final String SERVER = "server_error";

  private OpenAiError(int status, String type, String code) {
    this(status, type, code, Optional.empty());
  }

  static OpenAiError of(Problem problem) {
    return switch (problem.code()) {
      case INVALID_REQUEST, UNKNOWN_ACTION ->
          new OpenAiError(400, INVALID, invalidCode(problem.diagnosis().reason()));
      case UNAUTHENTICATED -> new OpenAiError(401, INVALID, "invalid_api_key");
      // OpenAI has it among the limits, but nothing is gained by trying again.
      case BUDGET_EXCEEDED ->
          new OpenAiError(429, "insufficient_quota", "insufficient_quota", Optional.of(false));
      case FORBIDDEN -> new OpenAiError(403, INVALID, forbiddenCode(problem.diagnosis().reason()));
      case MODEL_NOT_ALLOWED -> new OpenAiError(403, INVALID, "model_not_allowed");
      case NOT_FOUND -> new OpenAiError(404, INVALID, notFoundCode(problem.diagnosis().reason()));
      case DUPLICATE_ID -> new OpenAiError(409, INVALID, "duplicate_request_id");
      case REQUEST_TOO_LARGE -> new OpenAiError(413, INVALID, "request_too_large");
      case UNSUPPORTED_MEDIA_TYPE -> new OpenAiError(415, INVALID, "unsupported_media_type");
      // The model may have read the prompt, and Bedrock bills it each time.
      case MODEL_ERROR -> new OpenAiError(500, SERVER, "model_error", Optional.of(false));
      case RATE_LIMITED -> new OpenAiError(429, limitType(problem), "rate_limit_exceeded");
      case MODEL_THROTTLED -> new OpenAiError(429, "requests", "rate_limit_exceeded");
      case INTERNAL -> new OpenAiError(500, SERVER, "internal_error");
      case UPSTREAM_ERROR -> new OpenAiError(502, SERVER, "upstream_error");
      case UNAVAILABLE -> new OpenAiError(503, SERVER, "unavailable");
      case TIMEOUT -> new OpenAiError(504, SERVER, "timeout");
    };
  }

  Map<String, String> headers(Problem problem) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json");
    if (!problem.retryAfter().isZero()) {
      headers.put("retry-after", Long.toString(problem.retryAfter().toSeconds()));
    }
    mayRetry.ifPresent(may -> headers.put("x-should-retry", Boolean.toString(may)));
    return headers;
  }

  /// The object `{"error": …}`.
  JsonObject body(Problem problem) {
    return JsonObjectBuilder.of("error", error(problem));
  }

  private JsonObject error(Problem problem) {
    return JsonObjectBuilder.of("message", problem.sentence())
        .put("type", type)
        .put(
            "param", problem.member().isEmpty() ? new JsonNull() : new JsonString(problem.member()))
        .put("code", code)
        .put("max_tokens", problem.maxTokens().stream().mapToObj(JsonNumber::of).findFirst())
        .build();
  }

  // Clients shorten the conversation on this code.
  private static String invalidCode(String reason) {
    return reason.equals("prompt_too_long") ? "context_length_exceeded" : "invalid_request";
  }

  private static String forbiddenCode(String reason) {
    return reason.equals("origin_not_verified") ? reason : "account_suspended";
  }

  private static String notFoundCode(String reason) {
    return reason.equals("no_such_route") ? "unknown_url" : "model_not_found";
  }

  private static String limitType(Problem problem) {
    return problem.limit().equals(Optional.of(Limit.TOKENS_PER_MINUTE)) ? "tokens" : "requests";
  }
}
