package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Usage;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The state of a streamed answer: how much of it has arrived, and its usage so far. Not
/// thread-safe.
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

  /// Processes a signal while the answer is drained.
  void drain(StreamSignal streamSignal) {
    switch (streamSignal) {
      case StreamSignal.EventReceived(byte[] bytes) -> endBy(add(bytes).failure());
      case StreamSignal.Finished() -> finish();
      case StreamSignal.Broken(Throwable thrown, _, boolean isUncharged) -> {
        refuse(thrown);
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

  /// Records that the stream was read to its end. An answer that a guardrail cut short has no final
  /// event of its family.
  void finish() {
    // Only for an earlier attempt can it be known that it cost nothing.
    uncharged = false;
    whole |= guardrail().intervened() || events.isWholeWithoutLast();
    end();
  }

  /// The text that was held back because it might have become a tag or a whole character. Call
  /// after the last event.
  List<Chunk> rest() {
    return events.rest();
  }

  /// What Bedrock reported about a guardrail so far.
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

  /// Bedrock has answered with an error.
  void refuse(Throwable thrown) {
    String requestId = BedrockResponses.requestId(thrown);
    if (!requestId.isEmpty() && !requestId.equals(head.requestId())) {
      head = new BedrockResponseHead(requestId, Map.of());
    }
  }

  /// The head of the latest response.
  BedrockResponseHead head() {
    return head;
  }

  /// Records that no further signal is expected.
  void end() {
    over = true;
  }

  /// Records that the current attempt failed.
  ///
  /// @param isUncharged whether the failure means that the attempt cost nothing, provided that
  ///   nothing of the answer had arrived
  void fail(boolean isUncharged) {
    uncharged = isUncharged;
  }

  /// Records that another attempt is made.
  void retry() {
    events = readers.get();
    if (!uncharged || usageMeter.mayBeBilled()) {
      usageMeter.attemptRetried();
    }
  }

  /// Whether the answer is complete.
  boolean isWhole() {
    return whole;
  }

  boolean isOver() {
    return over;
  }

  boolean hasCounted() {
    return usageMeter.hasCounted();
  }

  /// The model's stop reason, or that a guardrail intervened; empty when it is not known yet.
  String stopReason() {
    return guardrail().stopReason(stopReason);
  }

  /// The usage when the stream has ended.
  Usage usage() {
    return uncharged && !usageMeter.mayBeBilled()
        ? new Usage.Unknown()
        : usageMeter.usage(whole ? Usage.Estimated.NO_COUNTS : Usage.Estimated.BROKEN_OFF);
  }

  /// The usage when the stream is abandoned.
  ///
  /// @param reason the reason for an estimate, if there are no counts yet
  Usage usage(String reason) {
    return usageMeter.usage(reason);
  }
}
