package dev.streambed.gateway.vocabulary;

/// What a caller wants of a model.
///
/// @param body goes to Bedrock as it is
/// @param streamed whether the answer is wanted in pieces
/// @param includeUsage whether token counts are wanted at the end of the pieces
/// @param estimate what the answer may need
/// @param terms what decides about the price of that
public record Ask(
    ModelId model,
    Payload body,
    boolean streamed,
    boolean includeUsage,
    Estimate estimate,
    Terms terms) {

  /// One whose terms do not matter.
  public Ask(
      ModelId model, Payload body, boolean streamed, boolean includeUsage, Estimate estimate) {
    this(model, body, streamed, includeUsage, estimate, Terms.PLAIN);
  }

  /// What it may need of a model that writes so much at most, when nothing else bounds its answers.
  ///
  /// @param mostOutput tokens of one answer
  public Estimate estimateWith(long mostOutput) {
    long most = Math.min(Estimate.MOST, mostOutput) * Math.min(Estimate.MOST, terms.answers());
    return new Estimate(estimate.inputTokens(), Math.min(Estimate.MOST, most));
  }
}
