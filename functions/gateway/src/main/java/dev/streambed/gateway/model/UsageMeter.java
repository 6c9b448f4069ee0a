package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Usage;
import java.util.Optional;
import java.util.OptionalLong;

/// Determines the usage of an answer: Bedrock's counts when they have arrived, else the model's
/// own, else an estimate. Not thread-safe.
final class UsageMeter {

  private static final int CHARACTERS_PER_TOKEN = 4;

  private final long estimatedPrompt;
  private Optional<Usage.Counted> prompt = Optional.empty();
  private OptionalLong output = OptionalLong.empty();
  private long characters;
  private long chunks;
  private long cacheWrite1h;
  private String serviceTier = "";
  private Optional<Usage.Counted> counted = Optional.empty();
  private boolean begun;
  private boolean ended;
  private boolean isOutputFinal;
  private boolean blocked;
  private boolean intervened;
  private boolean retried;

  /// @param promptCharacters the length of the body that was sent
  UsageMeter(long promptCharacters) {
    this.estimatedPrompt = tokens(promptCharacters);
  }

  private UsageMeter(long promptCharacters, long mostPrompt) {
    this.estimatedPrompt = Math.min(tokens(promptCharacters), mostPrompt);
  }

  /// Images are long but have few tokens: the estimate is capped at the request's own token
  /// estimate.
  static UsageMeter of(ModelRequest modelRequest) {
    long estimated = modelRequest.tokenEstimate().inputTokens();
    long bytes = modelRequest.body().size();
    for (Payload body : modelRequest.moreBodies()) {
      bytes += body.size();
    }
    return new UsageMeter(bytes, estimated == 0 ? Long.MAX_VALUE : estimated);
  }

  void add(MeteredEvent metered) {
    ParsedEvent parsedEvent = metered.parsedEvent();
    chunks += parsedEvent.chunks().size();
    characters += metered.characters();
    cacheWrite1h = Math.max(cacheWrite1h, metered.cacheWrite1h());
    counted = metered.counted().or(() -> counted);
    parsedEvent.prompt().ifPresent(this::addPrompt);
    metered.model().prompt().ifPresent(this::addPrompt);
    begun |= parsedEvent.failure().isEmpty();
    blocked |= metered.blocked();
    addOutput(parsedEvent, metered.model().output());
  }

  // A count is final when it comes with or after the end. More text after an assumed end shows that
  // it was not the end.
  private void addOutput(ParsedEvent parsedEvent, OptionalLong count) {
    boolean ends = parsedEvent.last() || !parsedEvent.stopReason().isEmpty();
    ended = ends || (ended && parsedEvent.chunks().isEmpty());
    isOutputFinal = ended && (isOutputFinal || count.isPresent());
    if (count.isPresent()) {
      output = OptionalLong.of(Math.max(count.getAsLong(), output.orElse(0)));
    }
  }

  private void addPrompt(Usage.Counted told) {
    prompt = Optional.of(prompt.map(before -> most(before, told)).orElse(told));
  }

  /// @param tier Bedrock's name of the tier that serves the answer
  void setServiceTier(String tier) {
    serviceTier = tier;
  }

  /// Records that a guardrail intervened. If the model then counts 0 tokens for the prompt, it was
  /// not called.
  void guardrailIntervened() {
    intervened = true;
  }

  /// Records that an attempt failed that may be billed, and that the call is retried.
  void attemptRetried() {
    retried = true;
  }

  /// Whether anything may be billed: the model has responded, or an earlier attempt may be billed.
  boolean mayBeBilled() {
    return begun || retried;
  }

  /// Whether Bedrock's counts have arrived.
  boolean hasCounted() {
    return counted.isPresent();
  }

  /// Bedrock's counts, else the best available numbers. Unknown for a prompt that a guardrail
  /// blocked, unless counts have arrived.
  ///
  /// @param reason the reason for an estimate; not used when the model's own counts are final
  Usage usage(String reason) {
    if (counted.isPresent()) {
      return completed(counted.get());
    }
    if (wasNotCalled() && !retried) {
      return new Usage.Unknown();
    }
    // A count below the number of chunks cannot be right.
    boolean isCredible = output.orElse(0) >= chunks;
    return isOutputFinal && prompt.isPresent() && isCredible
        ? new Usage.Estimated(
            completed(prompt.get().withOutput(output.orElse(0))), Usage.Estimated.MODEL_COUNTS)
        : estimate(reason);
  }

  private boolean wasNotCalled() {
    return blocked
        || (intervened && prompt.filter(new Usage.Counted(0, 0, 0, 0)::equals).isPresent());
  }

  /// An estimate from what has arrived. A chunk has at least one token, so there are no fewer
  /// tokens than chunks, nor fewer than the model has counted so far.
  private Usage estimate(String reason) {
    Usage.Counted counts = prompt.orElseGet(() -> new Usage.Counted(estimatedPrompt, 0, 0, 0));
    long seen = Math.max(chunks, tokens(characters));
    return new Usage.Estimated(
        completed(counts.withOutput(Math.max(seen, output.orElse(0)))), reason);
  }

  private Usage.Counted completed(Usage.Counted counts) {
    return counts
        .withCacheWrite1h(Math.min(cacheWrite1h, counts.cacheWrite()))
        .withServiceTier(serviceTier)
        .withRetried(retried);
  }

  private static Usage.Counted most(Usage.Counted one, Usage.Counted other) {
    return new Usage.Counted(
        Math.max(one.input(), other.input()),
        0,
        Math.max(one.cacheRead(), other.cacheRead()),
        Math.max(one.cacheWrite(), other.cacheWrite()));
  }

  private static long tokens(long characters) {
    return Math.ceilDiv(characters, CHARACTERS_PER_TOKEN);
  }
}
