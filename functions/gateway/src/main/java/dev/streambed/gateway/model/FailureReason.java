package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.ErrorCode;
import java.time.Duration;
import java.util.Locale;

/// The reason of a failed call of Bedrock: a name for the log, explained in docs/operations.md, and
/// a sentence for the caller.
enum FailureReason {

  // The caller can fix these.
  INVALID_REQUEST(ErrorCode.INVALID_REQUEST, "This model does not accept this request."),
  PROMPT_TOO_LONG(ErrorCode.INVALID_REQUEST, "The prompt is too long for this model."),
  NEEDS_INFERENCE_PROFILE(
      ErrorCode.INVALID_REQUEST,
      "This model is reached through an inference profile only: ask for a profile that contains"
          + " it, by the profile's id (a geography or global, a dot and the model's id) or its"
          + " ARN."),
  UNKNOWN_MODEL(ErrorCode.NOT_FOUND, "This model is not known to Bedrock."),
  MODEL_RETIRED(
      ErrorCode.NOT_FOUND,
      "This model has reached its end of life, and Bedrock does not serve it any more: choose"
          + " another one."),
  MODEL_LEGACY(
      ErrorCode.NOT_FOUND,
      "This model is marked as legacy, and Bedrock serves it only to accounts that have used it"
          + " lately: choose a newer one."),

  // The operators can fix these.
  MODEL_NOT_IN_REGION(
      ErrorCode.NOT_FOUND, "This model is not offered in the AWS Region of this gateway."),
  USE_CASE_FORM_MISSING(
      ErrorCode.MODEL_NOT_ALLOWED,
      "This model's provider wants to know the use case first: this gateway's operators have to"
          + " hand in its form for their AWS account."),
  MARKETPLACE_SUBSCRIPTION_MISSING(
      ErrorCode.MODEL_NOT_ALLOWED,
      "This model is sold through AWS Marketplace, and the AWS account of this gateway has no"
          + " subscription to it: its operators have to make one."),
  MARKETPLACE_SUBSCRIPTION_PENDING(
      ErrorCode.MODEL_NOT_ALLOWED,
      "This model's subscription in AWS Marketplace is still being made: try again in 15"
          + " minutes."),
  MARKETPLACE_PAYMENT_MISSING(
      ErrorCode.MODEL_NOT_ALLOWED,
      "This model is sold through AWS Marketplace, and the AWS account of this gateway has no"
          + " means of payment that is valid there."),
  NOT_PERMITTED(
      ErrorCode.MODEL_NOT_ALLOWED,
      "This model is not deployed here, or the gateway's function may not use it. GET /models"
          + " lists those that may be used."),
  DENIED_BY_POLICY(
      ErrorCode.MODEL_NOT_ALLOWED,
      "This model, or a Region that serves it, is forbidden by a policy of the AWS account or"
          + " organization of this gateway."),
  MODEL_ACCESS_MISSING(
      ErrorCode.MODEL_NOT_ALLOWED,
      "This model is not open to the AWS account of this gateway: access to it was not granted."),
  LOCATION_NOT_SERVED(
      ErrorCode.MODEL_NOT_ALLOWED,
      "This model's provider does not serve the country or Region that this gateway calls from."),
  DATA_RETENTION_REFUSED(
      ErrorCode.MODEL_NOT_ALLOWED,
      "This model is not available under the data retention that the AWS account of this gateway"
          + " has chosen."),
  OPERATION_NOT_ALLOWED(
      ErrorCode.MODEL_NOT_ALLOWED,
      "This model may not be invoked by the AWS account of this gateway: Bedrock does not allow it"
          + " this operation."),
  GUARDRAIL_UNKNOWN(
      ErrorCode.MODEL_NOT_ALLOWED,
      "The guardrail that this request is made with does not exist in the AWS account and Region of"
          + " this gateway, or not in this version."),
  GUARDRAIL_NOT_PERMITTED(
      ErrorCode.MODEL_NOT_ALLOWED,
      "The guardrail that this request is made with may not be applied by this gateway."),
  ACCESS_DENIED(ErrorCode.MODEL_NOT_ALLOWED, "This model may not be used."),
  CREDENTIALS_REFUSED(ErrorCode.UPSTREAM_ERROR, ErrorCode.UPSTREAM_ERROR.sentence()),

  // Bedrock's quotas and load.
  THROTTLED(ErrorCode.MODEL_THROTTLED, ErrorCode.MODEL_THROTTLED.sentence()),
  OVERLOADED(ErrorCode.MODEL_THROTTLED, "This model is overloaded at the moment."),
  DAILY_QUOTA_REACHED(
      ErrorCode.MODEL_THROTTLED,
      "This model's quota of tokens per day, of the AWS account of this gateway, is used up."),
  QUOTA_REACHED(
      ErrorCode.MODEL_THROTTLED,
      "This request exceeds a quota that the AWS account of this gateway has in Bedrock."),
  MODEL_NOT_READY(ErrorCode.UNAVAILABLE, "This model is not ready yet: try again in a moment."),
  BEDROCK_UNAVAILABLE(
      ErrorCode.UNAVAILABLE, "Bedrock cannot serve this request at the moment: try again."),

  // Failures of the model or of Bedrock.
  MODEL_TIMEOUT(ErrorCode.TIMEOUT, "This model took too long to answer, and Bedrock gave it up."),
  MODEL_REFUSED(ErrorCode.MODEL_ERROR, "This model does not accept this request."),
  INVALID_TOOL_CALL(
      ErrorCode.MODEL_ERROR,
      "This model wrote a tool call that cannot be read: ask again, with a temperature of 0 if it"
          + " goes on."),
  MODEL_FAILED(ErrorCode.MODEL_ERROR, ErrorCode.MODEL_ERROR.sentence()),
  BEDROCK_FAILED(ErrorCode.UPSTREAM_ERROR, ErrorCode.UPSTREAM_ERROR.sentence()),
  UNKNOWN_ERROR(ErrorCode.UPSTREAM_ERROR, ErrorCode.UPSTREAM_ERROR.sentence()),
  UNREADABLE_EVENT(ErrorCode.UPSTREAM_ERROR, ErrorCode.UPSTREAM_ERROR.sentence()),
  CONNECTION_FAILED(ErrorCode.UPSTREAM_ERROR, ErrorCode.UPSTREAM_ERROR.sentence()),
  CALL_FAILED(ErrorCode.UPSTREAM_ERROR, ErrorCode.UPSTREAM_ERROR.sentence());

  /// The wait that AWS recommends.
  private static final Duration SUBSCRIBING = Duration.ofMinutes(15);

  private final ErrorCode code;
  private final String sentence;

  FailureReason(ErrorCode code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  /// The name in logs.
  String logName() {
    return name().toLowerCase(Locale.ROOT);
  }

  ErrorCode code() {
    return code;
  }

  /// The sentence for the caller when Bedrock sent no message, or none that may be shown.
  String sentence() {
    return sentence;
  }

  /// Whether the caller gets the message from Bedrock or the model: it is about the caller's
  /// request, which only the caller can fix.
  boolean isAboutTheRequest() {
    return this == INVALID_REQUEST || this == PROMPT_TOO_LONG || this == MODEL_REFUSED;
  }

  /// Whether the message may be logged. Messages about signatures and credentials quote them, and
  /// an unknown error might quote anything.
  boolean mayBeQuoted() {
    return this != CREDENTIALS_REFUSED && this != UNKNOWN_ERROR;
  }

  /// Whether the same call may succeed shortly. The model has not read the request.
  boolean isRetryable() {
    return this == THROTTLED
        || this == OVERLOADED
        || this == MODEL_NOT_READY
        || this == BEDROCK_UNAVAILABLE;
  }

  /// Whether another model, or the same in another Region, may answer now: a quota, load, or a
  /// failure. What the caller or the operators must correct is not hidden by another model.
  boolean allowsFallback() {
    return isRetryable()
        || this == DAILY_QUOTA_REACHED
        || this == QUOTA_REACHED
        || this == MODEL_TIMEOUT
        || this == MODEL_FAILED
        || this == BEDROCK_FAILED
        || this == CONNECTION_FAILED;
  }

  /// When to retry; zero when unknown.
  Duration retryAfter() {
    return this == MARKETPLACE_SUBSCRIPTION_PENDING ? SUBSCRIBING : Duration.ZERO;
  }
}
