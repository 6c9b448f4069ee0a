package dev.streambed.gateway.domain;

/// An error as callers see it: a code, an HTTP status and a default sentence.
public enum ErrorCode {
  INVALID_REQUEST("invalid_request", 400, "The request is not valid."),
  UNKNOWN_ACTION("unknown_action", 400, "There is no such action."),
  UNAUTHENTICATED("unauthenticated", 401, "The token is missing or not valid."),
  BUDGET_EXCEEDED("budget_exceeded", 402, "The month's budget is used up."),
  FORBIDDEN("forbidden", 403, "This customer is suspended."),
  MODEL_NOT_ALLOWED("model_not_allowed", 403, "This model may not be used."),
  NOT_FOUND("not_found", 404, "There is nothing here."),
  DUPLICATE_ID("duplicate_id", 409, "This id was used on this connection before."),
  REQUEST_TOO_LARGE("request_too_large", 413, "The request is too large."),
  UNSUPPORTED_MEDIA_TYPE("unsupported_media_type", 415, "The body is in a form not taken here."),
  MODEL_ERROR("model_error", 424, "The model failed to answer."),
  RATE_LIMITED("rate_limited", 429, "A limit is reached."),
  MODEL_THROTTLED("model_throttled", 429, "The model takes no more requests at the moment."),
  INTERNAL("internal", 500, "Something went wrong here."),
  UPSTREAM_ERROR("upstream_error", 502, "The model's service failed."),
  UNAVAILABLE("unavailable", 503, "The service is not available at the moment."),
  TIMEOUT("timeout", 504, "The answer took too long.");

  private final String wireName;
  private final int status;
  private final String sentence;

  ErrorCode(String word, int status, String sentence) {
    this.wireName = word;
    this.status = status;
    this.sentence = sentence;
  }

  /// The code on the wire and in logs.
  public String wireName() {
    return wireName;
  }

  /// The HTTP status of a response that consists of this error only.
  public int status() {
    return status;
  }

  /// The default sentence, for problems without a more specific one.
  public String sentence() {
    return sentence;
  }
}
