package dev.streambed.gateway.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a caller wants of a model.
///
/// @param dialect the API that the caller speaks
/// @param body goes to Bedrock as it is
/// @param headers go to Bedrock beside those of every request; names in lower case
/// @param includeUsage whether token counts are wanted at the end of the chunks
/// @param tokenEstimate what the answer may need
/// @param pricingParameters what decides about the price of that
/// @param moreBodies of further calls of the model that belong to the same answer, which is not
///   streamed; the estimate covers them
/// @param tags what its usage is attributed to
/// @param guardrail the guardrail that every call of the model is made with, whatever body and
///   headers say; empty for none but those
public record ModelRequest(
    ModelId model,
    Operation operation,
    Dialect dialect,
    Payload body,
    Map<String, String> headers,
    boolean includeUsage,
    TokenEstimate tokenEstimate,
    PricingParameters pricingParameters,
    List<Payload> moreBodies,
    Tags tags,
    Optional<EnforcedGuardrail> guardrail) {

  public ModelRequest {
    headers = Map.copyOf(headers);
    moreBodies = List.copyOf(moreBodies);
  }

  /// A request that is one call of the model, without tags.
  public ModelRequest(
      ModelId model,
      Operation operation,
      Dialect dialect,
      Payload body,
      Map<String, String> headers,
      boolean includeUsage,
      TokenEstimate tokenEstimate,
      PricingParameters pricingParameters) {
    this(
        model,
        operation,
        dialect,
        body,
        headers,
        includeUsage,
        tokenEstimate,
        pricingParameters,
        List.of(),
        Tags.NONE,
        Optional.empty());
  }

  /// A request of the seed format.
  ///
  /// @param streamed whether the answer is wanted in chunks
  public ModelRequest(
      ModelId model,
      Payload body,
      boolean streamed,
      boolean includeUsage,
      TokenEstimate tokenEstimate,
      PricingParameters pricingParameters) {
    this(
        model,
        Operation.invoke(streamed),
        Dialect.SEED,
        body,
        Map.of(),
        includeUsage,
        tokenEstimate,
        pricingParameters);
  }

  /// A request of the seed format whose pricing parameters do not matter.
  public ModelRequest(
      ModelId model,
      Payload body,
      boolean streamed,
      boolean includeUsage,
      TokenEstimate tokenEstimate) {
    this(model, body, streamed, includeUsage, tokenEstimate, PricingParameters.PLAIN);
  }

  /// The same with further calls of the same kind.
  ///
  /// @param calls each with an estimate of its own
  public ModelRequest withMoreCalls(List<ModelRequest> calls) {
    long input = tokenEstimate.inputTokens();
    long output = tokenEstimate.outputTokens();
    for (ModelRequest call : calls) {
      input += call.tokenEstimate.inputTokens();
      output += call.tokenEstimate.outputTokens();
    }
    return with(
        body, new TokenEstimate(input, output), calls.stream().map(ModelRequest::body).toList());
  }

  /// One of its calls alone. Its estimate is that of all of them.
  ///
  /// @param ofCall the body of the call
  public ModelRequest only(Payload ofCall) {
    return with(ofCall, tokenEstimate, List.of());
  }

  private ModelRequest with(Payload first, TokenEstimate estimate, List<Payload> more) {
    return new ModelRequest(
        model,
        operation,
        dialect,
        first,
        headers,
        includeUsage,
        estimate,
        pricingParameters,
        more,
        tags,
        guardrail);
  }

  /// The same request with other tags.
  public ModelRequest with(Tags changed) {
    return new ModelRequest(
        model,
        operation,
        dialect,
        body,
        headers,
        includeUsage,
        tokenEstimate,
        pricingParameters,
        moreBodies,
        changed,
        guardrail);
  }

  /// The same request, made with this guardrail.
  public ModelRequest withGuardrail(Optional<EnforcedGuardrail> enforced) {
    return new ModelRequest(
        model,
        operation,
        dialect,
        body,
        headers,
        includeUsage,
        tokenEstimate,
        pricingParameters,
        moreBodies,
        tags,
        enforced);
  }

  /// Whether the answer is wanted in chunks.
  public boolean streamed() {
    return operation.isStreamed();
  }

  /// What it may need of a model that writes so much at most, when nothing else bounds its answers.
  ///
  /// @param mostOutput the most output tokens of one answer
  public TokenEstimate estimateWith(long mostOutput) {
    long most =
        Math.min(TokenEstimate.MAX_TOKENS, mostOutput)
            * Math.min(TokenEstimate.MAX_TOKENS, pricingParameters.answers());
    return new TokenEstimate(tokenEstimate.inputTokens(), Math.min(TokenEstimate.MAX_TOKENS, most));
  }
}
