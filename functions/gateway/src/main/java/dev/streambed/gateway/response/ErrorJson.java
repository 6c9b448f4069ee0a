package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;

/// The error object that callers get for a problem, in every format.
final class ErrorJson {

  private ErrorJson() {}

  /// The error object as JSON text.
  static String of(Problem problem, RequestId requestId) {
    return new JsonObject(members(problem, requestId)).write();
  }

  /// The members of the error object, in order.
  static Map<String, Json> members(Problem problem, RequestId requestId) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("error", new JsonString(problem.sentence()));
    members.put("code", new JsonString(problem.code().wireName()));
    problem.limit().ifPresent(limit -> members.put("limit", new JsonString(limit.wireName())));
    problem.maxTokens().ifPresent(most -> members.put("maxTokens", JsonNumber.of(most)));
    members.put("requestId", new JsonString(requestId.value()));
    return members;
  }

  /// The headers of a response that consists of the error object alone.
  static Map<String, String> headers(Problem problem) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    if (!problem.retryAfter().isZero()) {
      headers.put("retry-after", Long.toString(problem.retryAfter().toSeconds()));
    }
    if (problem.code() == ErrorCode.UNAUTHENTICATED) {
      headers.put("www-authenticate", "Bearer");
    }
    return headers;
  }
}
