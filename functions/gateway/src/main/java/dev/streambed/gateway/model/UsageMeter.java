package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Usage;
import java.util.Optional;
import java.util.OptionalLong;

/// What an answer has used: Bedrock's numbers when they have come, the model's own, and what there
/// is to guess from until then. Of one thread.
final class UsageMeter {

  private static final int CHARACTERS_PER_TOKEN = 4;

  private final long guessedPrompt;
  private Optional<Usage.Counted> prompt = Optional.empty();
  private OptionalLong output = OptionalLong.empty();
  private long characters;
  private long pieces;
  private long cacheWrite1h;
  private String serviceTier = "";
  private Optional<Usage.Counted> counted = Optional.empty();
  private boolean begun;
  private boolean ended;
  private boolean isOutputFinal;
  private boolean blocked;
  private boolean intervened;
  private boolean retried;

  /// @param promptCharacters how long the body is that was sent
  UsageMeter(long promptCharacters) {
    this.guessedPrompt = tokens(promptCharacters);
  }

  private UsageMeter(long promptCharacters, long mostPrompt) {
    this.guessedPrompt = Math.min(tokens(promptCharacters), mostPrompt);
  }

  /// Pictures are long and few tokens: the guess is never above what was estimated for the prompt.
  static UsageMeter of(ModelRequest modelRequest) {
    long estimated = modelRequest.tokenEstimate().inputTokens();
    return new UsageMeter(modelRequest.body().size(), estimated == 0 ? Long.MAX_VALUE : estimated);
  }

  void add(MeteredEvent metered) {
    ParsedEvent parsedEvent = metered.parsedEvent();
    pieces += parsedEvent.chunks().size();
    characters += metered.characters();
    cacheWrite1h = Math.max(cacheWrite1h, metered.cacheWrite1h());
    counted = metered.counted().or(() -> counted);
    parsedEvent.prompt().ifPresent(this::addPrompt);
    metered.model().prompt().ifPresent(this::addPrompt);
    begun |= parsedEvent.failure().isEmpty();
    blocked |= metered.blocked();
    addOutput(parsedEvent, metered.model().output());
  }

  // Counts are final that come with the end or behind it; more text after them shows that there
  // was none.
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

  /// Notes that a guardrail intervened. When the model's own count of the prompt is 0 then, it was
  /// not asked.
  void guardrailIntervened() {
    intervened = true;
  }

  /// Notes that what was seen is of an attempt that may have been billed, and is tried again.
  void attemptRetried() {
    retried = true;
  }

  /// Whether the model may have been at work: it has said something, or an attempt before may have
  /// been billed.
  boolean mayBeBilled() {
    return begun || retried;
  }

  /// Whether nothing better will come.
  boolean hasCounted() {
    return counted.isPresent();
  }

  /// Bedrock's numbers, or else the best that is known. None of a prompt that a guardrail has kept
  /// from the model, unless they have come.
  ///
  /// @param reason why Bedrock's numbers have not come, unless the model's own are final
  Usage usage(String reason) {
    if (counted.isPresent()) {
      return completed(counted.get());
    }
    if (wasNotAsked() && !retried) {
      return new Usage.Unknown();
    }
    // A model that counts fewer tokens than it wrote chunks has not counted.
    boolean isCredible = output.orElse(0) >= pieces;
    return isOutputFinal && prompt.isPresent() && isCredible
        ? new Usage.Estimated(
            completed(prompt.get().withOutput(output.orElse(0))), Usage.Estimated.MODEL_COUNTS)
        : estimate(reason);
  }

  private boolean wasNotAsked() {
    return blocked
        || (intervened && prompt.filter(new Usage.Counted(0, 0, 0, 0)::equals).isPresent());
  }

  /// A guess from what was seen. Models write a token or more at a time, so that there are no fewer
  /// tokens than chunks, and no fewer than the model counted on its way.
  private Usage estimate(String reason) {
    Usage.Counted counts = prompt.orElseGet(() -> new Usage.Counted(guessedPrompt, 0, 0, 0));
    long seen = Math.max(pieces, tokens(characters));
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
