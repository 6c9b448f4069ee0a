package dev.streambed.gateway.model;

import java.util.List;
import java.util.regex.Pattern;

/// Finds the reason of a failure from AWS's error name and message.
///
/// A message about the request may quote the prompt, so only its beginning is matched.
final class FailureClassifier {

  /// Anchors a pattern at the beginning of the message.
  private static final String BEGINNING = "(?is)^(?:";

  private record Rule(FailureReason reason, Pattern text) {}

  private static final List<Rule> MODELS =
      List.of(
          rule(
              FailureReason.USE_CASE_FORM_MISSING,
              "Model use case details have not been submitted"
                  + "|You have not filled out the required use.case form"),
          rule(FailureReason.MODEL_RETIRED, "This model version has reached the end of its life"),
          rule(
              FailureReason.MODEL_LEGACY,
              "(?:Access denied\\. )?This model is marked by provider as legacy"),
          rule(
              FailureReason.LOCATION_NOT_SERVED,
              "Access to .{1,60}models is not allowed from unsupported"),
          rule(
              FailureReason.MODEL_ACCESS_MISSING,
              "You don.t have access to the model"
                  + "|[\\w.:/-]{1,200} is not available for this account"
                  + "|Your account is not authorized"),
          rule(
              FailureReason.MODEL_NOT_IN_REGION,
              "[^\"`]{0,250}\\b(?:isn.t|is not|not) (?:currently )?(?:available|supported|offered)"
                  + " in (?:this|the|your)\\b[^.]{0,40}\\bregion"));

  private static final List<Rule> VALIDATION =
      List.of(
          rule(
              FailureReason.UNKNOWN_MODEL,
              "The (?:provided )?model identifier is invalid"
                  + "|\\d+ validation errors? detected: Value .{0,2100}?at 'modelId' failed"),
          rule(
              FailureReason.NEEDS_INFERENCE_PROFILE,
              "Invocation of model ID \\S{1,2100} with on-demand throughput"),
          rule(FailureReason.DATA_RETENTION_REFUSED, "data retention mode"),
          rule(
              FailureReason.GUARDRAIL_UNKNOWN,
              "The guardrail identifier or version provided"
                  + "|The provided guardrail (?:identifier|version) is invalid"),
          rule(FailureReason.OPERATION_NOT_ALLOWED, "Operation not allowed\\W*$"),
          rule(
              FailureReason.PROMPT_TOO_LONG,
              "prompt is too long|Input is too long|input length and .max_tokens. exceed"));

  private static final List<Rule> ACCESS =
      List.of(
          rule(FailureReason.MARKETPLACE_SUBSCRIPTION_PENDING, ".*subscription.*being processed"),
          rule(FailureReason.MARKETPLACE_PAYMENT_MISSING, ".*INVALID_PAYMENT_INSTRUMENT"),
          rule(FailureReason.MARKETPLACE_SUBSCRIPTION_MISSING, ".*AWS Marketplace"),
          rule(FailureReason.GUARDRAIL_NOT_PERMITTED, ".{0,2100}bedrock:ApplyGuardrail"),
          rule(
              FailureReason.DENIED_BY_POLICY,
              ".*(?:explicit deny|no (?:service control policy|resource control policy|permissions"
                  + " boundary|VPC endpoint policy|session policy) allows)"),
          rule(FailureReason.NOT_PERMITTED, ".*not authorized to perform"));

  private static final List<Rule> THROTTLING =
      List.of(rule(FailureReason.DAILY_QUOTA_REACHED, ".*\\b(?:per day|daily)\\b"));

  private static final List<Rule> OF_THE_MODEL =
      List.of(rule(FailureReason.INVALID_TOOL_CALL, "Model produced invalid sequence as part of"));

  private FailureClassifier() {}

  /// @param name AWS's name of the error
  /// @param text the message; empty when there is none
  /// @param status the HTTP status, or 0; used when the name is not specific
  static FailureReason reason(String name, String text, int status) {
    return switch (name) {
      case "ValidationException", "ValidationError" ->
          first(VALIDATION, text, first(MODELS, text, FailureReason.INVALID_REQUEST));
      case "AccessDeniedException", "AccessDenied", "NotAuthorized" ->
          first(ACCESS, text, first(MODELS, text, FailureReason.ACCESS_DENIED));
      case "ResourceNotFoundException", "ResourceNotFound" ->
          first(MODELS, text, FailureReason.UNKNOWN_MODEL);
      case "FTUFormNotFilled", "FTUFormNotFilledException" -> FailureReason.USE_CASE_FORM_MISSING;
      case "MPAgreementBeingCreated", "MPAgreementBeingCreatedException" ->
          FailureReason.MARKETPLACE_SUBSCRIPTION_PENDING;
      case "ThrottlingException", "TooManyRequestsException" ->
          first(THROTTLING, text, FailureReason.THROTTLED);
      case "ServiceQuotaExceededException" -> first(THROTTLING, text, FailureReason.QUOTA_REACHED);
      case "ModelNotReadyException" -> FailureReason.MODEL_NOT_READY;
      case "ServiceUnavailableException", "ServiceUnavailable" -> FailureReason.BEDROCK_UNAVAILABLE;
      case "ModelTimeoutException" -> FailureReason.MODEL_TIMEOUT;
      case "ModelErrorException", "ModelStreamErrorException" ->
          first(OF_THE_MODEL, text, FailureReason.MODEL_FAILED);
      case "InternalServerException", "InternalFailure" -> FailureReason.BEDROCK_FAILED;
      case "UnreadableEvent" -> FailureReason.UNREADABLE_EVENT;
      case "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "RequestExpired",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException" ->
          FailureReason.CREDENTIALS_REFUSED;
      default -> byStatus(status);
    };
  }

  // For errors whose name is not specific. These two statuses are returned before the model reads
  // anything; for others, such as a load balancer's 503, that is unknown.
  private static FailureReason byStatus(int status) {
    return switch (status) {
      case 429 -> FailureReason.THROTTLED;
      case 529 -> FailureReason.OVERLOADED;
      default -> FailureReason.UNKNOWN_ERROR;
    };
  }

  private static FailureReason first(List<Rule> rules, String text, FailureReason otherwise) {
    for (Rule rule : rules) {
      if (rule.text.matcher(text).find()) {
        return rule.reason;
      }
    }
    return otherwise;
  }

  private static Rule rule(FailureReason reason, String beginning) {
    return new Rule(reason, Pattern.compile(BEGINNING + beginning + ")"));
  }
}
