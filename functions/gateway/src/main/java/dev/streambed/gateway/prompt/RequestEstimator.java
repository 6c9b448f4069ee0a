package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.PricingParameters;
import dev.streambed.gateway.domain.TokenEstimate;

/// Estimates the tokens that a request may need from the model's own body: never less than Bedrock
/// will count.
public final class RequestEstimator {

  private RequestEstimator() {}

  /// The request, with upper bounds of its tokens.
  ///
  /// @param body the body for Bedrock
  public static ModelRequest request(
      ModelId model, Payload body, boolean streamed, boolean includeUsage) {
    Estimate estimate = estimate(model, Operation.invoke(streamed), body);
    return new ModelRequest(
        model, body, streamed, includeUsage, estimate.tokens(), estimate.pricing());
  }

  /// Estimates what an answer may need.
  ///
  /// @param body as it goes to Bedrock; valid JSON
  public static Estimate estimate(ModelId model, Operation operation, Payload body) {
    RequestBodyReader reader = RequestBodyReader.of(model, operation, body.bytes());
    return new Estimate(reader.estimate(), reader.terms());
  }

  /// What an answer may need, and what decides about its price.
  public record Estimate(TokenEstimate tokens, PricingParameters pricing) {}
}
