package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/// A problem as Anthropic's SDKs read it: by the status before an answer, by the type within one.
///
/// @param type Anthropic's word, such as `rate_limit_error`
/// @param status of HTTP
record AnthropicError(String type, int status) {

  /// What clients repeat unless they are told not to: SDKs whatever fails with 500, and a model's
  /// error may have been billed; Claude Code a 401, for minutes and without a word to its user.
  private static final Set<ErrorCode> NEVER_RETRIED =
      Set.of(ErrorCode.UNAUTHENTICATED, ErrorCode.MODEL_ERROR);

  static AnthropicError of(Problem problem) {
    return switch (problem.code()) {
      case INVALID_REQUEST, UNKNOWN_ACTION, UNSUPPORTED_MEDIA_TYPE ->
          new AnthropicError("invalid_request_error", 400);
      case UNAUTHENTICATED -> new AnthropicError("authentication_error", 401);
      case BUDGET_EXCEEDED -> new AnthropicError("billing_error", 402);
      case FORBIDDEN, MODEL_NOT_ALLOWED -> new AnthropicError("permission_error", 403);
      case NOT_FOUND -> new AnthropicError("not_found_error", 404);
      case DUPLICATE_ID -> new AnthropicError("conflict_error", 409);
      case REQUEST_TOO_LARGE -> new AnthropicError("request_too_large", 413);
      case RATE_LIMITED -> new AnthropicError("rate_limit_error", 429);
      case MODEL_ERROR, INTERNAL, UPSTREAM_ERROR -> new AnthropicError("api_error", 500);
      case UNAVAILABLE -> new AnthropicError("overloaded_error", 503);
      case TIMEOUT -> new AnthropicError("timeout_error", 504);
      // Not 429, which tells callers that they have used up a limit of their own.
      case MODEL_THROTTLED -> new AnthropicError("overloaded_error", 529);
    };
  }

  /// Writes a response that is only an error.
  static void write(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    sink.begin(of(problem).status(), headers(problem, requestId))
        .write(json(problem, requestId).getBytes(StandardCharsets.UTF_8));
  }

  /// The error object as JSON text.
  static String json(Problem problem, RequestId requestId) {
    return JsonObjectBuilder.of("type", "error")
        .put(
            "error",
            JsonObjectBuilder.of("type", of(problem).type())
                .put("message", sentence(problem))
                .put(
                    "max_tokens", problem.maxTokens().stream().mapToObj(JsonNumber::of).findFirst())
                .build())
        .put("request_id", requestId.value())
        .build()
        .write();
  }

  private static Map<String, String> headers(Problem problem, RequestId requestId) {
    Map<String, String> headers = MessageHeaders.json(requestId);
    if (!problem.retryAfter().isZero()) {
      headers.put("retry-after", Long.toString(problem.retryAfter().toSeconds()));
    }
    if (NEVER_RETRIED.contains(problem.code())) {
      headers.put("x-should-retry", "false");
    }
    return headers;
  }

  // Claude Code decides by Bedrock's wording whether it makes another attempt. What Bedrock says of
  // access to a model is for operators.
  private static String sentence(Problem problem) {
    String bedrocks = problem.diagnosis().message();
    return switch (problem.code()) {
      case MODEL_THROTTLED, MODEL_ERROR, TIMEOUT ->
          bedrocks.isEmpty() ? problem.sentence() : bedrocks;
      default -> problem.sentence();
    };
  }
}
