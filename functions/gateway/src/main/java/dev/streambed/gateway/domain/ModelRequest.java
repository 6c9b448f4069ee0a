package dev.streambed.gateway.domain;

import java.util.ArrayList;
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
/// @param region the Region in which the model is called; empty for the function's own
/// @param fallbacks the same request for other models or Regions, in the order in which they are
///   asked when the one before fails; these have no fallbacks of their own
/// @param mayAddCachePoints whether the body may get cache points that the caller has not set: it
///   is one of Converse that the gateway has written, and the caller has not declined
/// @param metadata what every call of the model is labelled with in Bedrock's invocation log,
///   beside what a caller's own body or headers say
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
    Optional<RequiredGuardrail> guardrail,
    String region,
    List<ModelRequest> fallbacks,
    boolean mayAddCachePoints,
    RequestMetadata metadata) {

  public ModelRequest {
    headers = Map.copyOf(headers);
    moreBodies = List.copyOf(moreBodies);
    fallbacks = List.copyOf(fallbacks);
  }

  /// A request that is one call of the model in the function's own Region, without tags.
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
        Optional.empty(),
        "",
        List.of(),
        false,
        RequestMetadata.NONE);
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
    return copy(
        body,
        new TokenEstimate(input, output),
        calls.stream().map(ModelRequest::body).toList(),
        tags,
        guardrail,
        region,
        fallbacks);
  }

  /// One of its calls alone. Its estimate is that of all of them.
  ///
  /// @param ofCall the body of the call
  public ModelRequest only(Payload ofCall) {
    return copy(ofCall, tokenEstimate, List.of(), tags, guardrail, region, fallbacks);
  }

  /// The same request with other tags.
  public ModelRequest with(Tags changed) {
    return copy(body, tokenEstimate, moreBodies, changed, guardrail, region, fallbacks);
  }

  /// The same request, and those that it falls back to, made with this guardrail.
  public ModelRequest withGuardrail(Optional<RequiredGuardrail> required) {
    List<ModelRequest> guarded =
        fallbacks.stream().map(fallback -> fallback.withGuardrail(required)).toList();
    return copy(body, tokenEstimate, moreBodies, tags, required, region, guarded);
  }

  /// The same request, called in a Region.
  ///
  /// @param changed empty for the function's own
  public ModelRequest inRegion(String changed) {
    return copy(body, tokenEstimate, moreBodies, tags, guardrail, changed, fallbacks);
  }

  /// The same request with these to fall back to.
  public ModelRequest withFallbacks(List<ModelRequest> changed) {
    return copy(body, tokenEstimate, moreBodies, tags, guardrail, region, changed);
  }

  /// The same request, whose body may get cache points.
  public ModelRequest allowingCachePoints() {
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
        guardrail,
        region,
        fallbacks,
        true,
        metadata);
  }

  /// The same request, and those that it falls back to, labelled with these too.
  public ModelRequest withMetadata(RequestMetadata changed) {
    List<ModelRequest> labelled = new ArrayList<>(fallbacks.size());
    for (ModelRequest fallback : fallbacks) {
      labelled.add(fallback.withMetadata(changed));
    }
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
        guardrail,
        region,
        labelled,
        mayAddCachePoints,
        metadata.with(changed));
  }

  /// The same request with another body.
  ///
  /// @param estimate what the answer may need now
  /// @param pricing what decides about the price of that
  public ModelRequest withBody(Payload changed, TokenEstimate estimate, PricingParameters pricing) {
    return new ModelRequest(
        model,
        operation,
        dialect,
        changed,
        headers,
        includeUsage,
        estimate,
        pricing,
        moreBodies,
        tags,
        guardrail,
        region,
        fallbacks,
        mayAddCachePoints,
        metadata);
  }

  // With all else that is ever changed.
  private ModelRequest copy(
      Payload first,
      TokenEstimate estimate,
      List<Payload> more,
      Tags ofRequest,
      Optional<RequiredGuardrail> required,
      String inRegion,
      List<ModelRequest> others) {
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
        ofRequest,
        required,
        inRegion,
        others,
        mayAddCachePoints,
        metadata);
  }

  /// One of its targets.
  ///
  /// @param number 0 for itself, 1 for the first that it falls back to
  public ModelRequest target(int number) {
    return number == 0 ? this : fallbacks.get(number - 1);
  }

  /// Whether it is called elsewhere, or has others to fall back to.
  public boolean hasOtherTargets() {
    return !region.isEmpty() || !fallbacks.isEmpty();
  }

  /// What is asked for the answer, in this order.
  public List<ModelTarget> targets() {
    List<ModelTarget> targets = new ArrayList<>();
    targets.add(modelTarget());
    for (ModelRequest fallback : fallbacks) {
      targets.add(fallback.modelTarget());
    }
    return targets;
  }

  /// The model, and where it is called.
  public ModelTarget modelTarget() {
    return new ModelTarget(model, region);
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
