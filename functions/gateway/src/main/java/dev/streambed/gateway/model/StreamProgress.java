package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Usage;
import java.util.List;
import java.util.function.Supplier;

/// How far a streamed answer has come, and what it has used by then. Of one thread.
final class StreamProgress {

  private final UsageMeter usageMeter;
  private final Supplier<EventReader> readers;
  private EventReader events;
  private BedrockResponseHead head = BedrockResponseHead.NONE;
  private boolean whole;
  private boolean over;
  private boolean uncharged;
  private String stopReason = "";

  /// @param readers makes a reader for each attempt
  StreamProgress(UsageMeter usageMeter, Supplier<EventReader> readers) {
    this.usageMeter = usageMeter;
    this.readers = readers;
    this.events = readers.get();
  }

  ParsedEvent add(byte[] event) {
    MeteredEvent metered = events.read(event);
    ParsedEvent parsedEvent = metered.parsedEvent();
    usageMeter.add(metered);
    if (guardrail().intervened()) {
      usageMeter.guardrailIntervened();
    }
    whole |= parsedEvent.last();
    stopReason = parsedEvent.stopReason().isEmpty() ? stopReason : parsedEvent.stopReason();
    if (!metered.serviceTier().isEmpty()) {
      usageMeter.setServiceTier(metered.serviceTier());
    }
    return metered.visible();
  }

  /// Takes what comes while the answer is drained, and whether more will come.
  void drain(StreamSignal streamSignal) {
    switch (streamSignal) {
      case StreamSignal.EventReceived(byte[] bytes) -> endBy(add(bytes).failure());
      case StreamSignal.Finished() -> finish();
      case StreamSignal.Broken(_, _, boolean isUncharged) -> {
        fail(isUncharged);
        end();
      }
      case StreamSignal.ResponseStarted started -> start(started);
      case StreamSignal.Woken() -> {}
    }
  }

  private void endBy(ParsedEvent.Failure failure) {
    if (!failure.isEmpty()) {
      fail(UnbilledFailures.contains(failure.name()));
      end();
    }
  }

  /// The stream was read to its end. What a guardrail cuts short ends without the family's last
  /// event.
  void finish() {
    // Only of an attempt before this one may it be known that it cost nothing.
    uncharged = false;
    whole |= guardrail().intervened() || events.isWholeWithoutLast();
    end();
  }

  /// What was held back because it might have become a tag or a whole character, once nothing more
  /// comes.
  List<Chunk> rest() {
    return events.rest();
  }

  /// What Bedrock has said of a guardrail so far.
  Guardrail guardrail() {
    return events.guardrail();
  }

  /// Bedrock has begun to answer.
  void start(StreamSignal.ResponseStarted started) {
    head = started.head();
    if (!started.serviceTier().isEmpty()) {
      usageMeter.setServiceTier(started.serviceTier());
    }
  }

  /// The head of the latest response.
  BedrockResponseHead head() {
    return head;
  }

  /// Nothing more will come.
  void end() {
    over = true;
  }

  /// Nothing more will come of this attempt.
  ///
  /// @param isUncharged whether that cost nothing, if nothing of the answer came before
  void fail(boolean isUncharged) {
    uncharged = isUncharged;
  }

  /// Another attempt is made.
  void retry() {
    events = readers.get();
    if (!uncharged || usageMeter.mayBeBilled()) {
      usageMeter.attemptRetried();
    }
  }

  /// Whether all of the answer is there.
  boolean isWhole() {
    return whole;
  }

  boolean isOver() {
    return over;
  }

  boolean hasCounted() {
    return usageMeter.hasCounted();
  }

  /// Why the model stopped, as it reports it, or that a guardrail intervened; empty when it has not
  /// been said.
  String stopReason() {
    return guardrail().stopReason(stopReason);
  }

  /// What it has used when nothing more comes.
  Usage usage() {
    return uncharged && !usageMeter.mayBeBilled()
        ? new Usage.Unknown()
        : usageMeter.usage(whole ? Usage.Estimated.NO_COUNTS : Usage.Estimated.BROKEN_OFF);
  }

  /// The usage when the stream is abandoned.
  ///
  /// @param reason why, if nobody has counted by then
  Usage usage(String reason) {
    return usageMeter.usage(reason);
  }
}
