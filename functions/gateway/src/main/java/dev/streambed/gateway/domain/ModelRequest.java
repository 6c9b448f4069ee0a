package dev.streambed.gateway.domain;

/// What a caller wants of a model.
///
/// @param body goes to Bedrock as it is
/// @param streamed whether the answer is wanted in chunks
/// @param includeUsage whether token counts are wanted at the end of the chunks
/// @param tokenEstimate what the answer may need
/// @param pricingParameters what decides about the price of that
public record ModelRequest(
    ModelId model,
    Payload body,
    boolean streamed,
    boolean includeUsage,
    TokenEstimate tokenEstimate,
    PricingParameters pricingParameters) {

  /// One whose terms do not matter.
  public ModelRequest(
      ModelId model,
      Payload body,
      boolean streamed,
      boolean includeUsage,
      TokenEstimate tokenEstimate) {
    this(model, body, streamed, includeUsage, tokenEstimate, PricingParameters.PLAIN);
  }

  /// What it may need of a model that writes so much at most, when nothing else bounds its answers.
  ///
  /// @param mostOutput tokens of one answer
  public TokenEstimate estimateWith(long mostOutput) {
    long most =
        Math.min(TokenEstimate.MAX_TOKENS, mostOutput)
            * Math.min(TokenEstimate.MAX_TOKENS, pricingParameters.answers());
    return new TokenEstimate(tokenEstimate.inputTokens(), Math.min(TokenEstimate.MAX_TOKENS, most));
  }
}
