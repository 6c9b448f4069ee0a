package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Guardrail;
import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Usage;
import java.util.List;

/// How far a streamed answer has come, and what it has used by then. Of one thread.
final class Progress {

  private final Meter meter;
  private EventReader events = new EventReader();
  private boolean whole;
  private boolean over;
  private boolean uncharged;
  private String stopReason = "";

  Progress(Meter meter) {
    this.meter = meter;
  }

  Reading add(byte[] event) {
    MeteredReading metered = events.read(event);
    Reading reading = metered.reading();
    meter.add(metered);
    if (guardrail().intervened()) {
      meter.intervene();
    }
    whole |= reading.last();
    stopReason = reading.stopReason().isEmpty() ? stopReason : reading.stopReason();
    return reading;
  }

  /// Takes in what comes when nobody is shown it any more, and sees when nothing more will come.
  void readOn(Signal signal) {
    switch (signal) {
      case Signal.Chunk(byte[] bytes) -> endBy(add(bytes).failure());
      case Signal.Finished() -> finish();
      case Signal.Broken(_, _, boolean isUncharged) -> {
        fail(isUncharged);
        end();
      }
      case Signal.Served(String tier) -> serve(tier);
      case Signal.Woken() -> {}
    }
  }

  private void endBy(StreamFailure failure) {
    if (!failure.isEmpty()) {
      fail(Uncharged.is(failure.name()));
      end();
    }
  }

  /// The stream was read to its end. What a guardrail cuts short ends without the family's last
  /// event.
  void finish() {
    // Only of an attempt before this one may it be known that it cost nothing.
    uncharged = false;
    whole |= guardrail().intervened();
    end();
  }

  /// What was held back because it might have become a tag or a whole character, once nothing more
  /// comes.
  List<Piece> rest() {
    return events.rest();
  }

  /// What Bedrock has said of a guardrail so far.
  Guardrail guardrail() {
    return events.guardrail();
  }

  void serve(String tier) {
    meter.serve(tier);
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
    events = new EventReader();
    if (!uncharged || meter.mayBeBilled()) {
      meter.retry();
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
    return meter.hasCounted();
  }

  /// Why the model stopped, in its own word, or that a guardrail intervened; empty when it has not
  /// been said.
  String stopReason() {
    return guardrail().stopReason(stopReason);
  }

  /// What it has used when nothing more comes.
  Usage usage() {
    return uncharged && !meter.mayBeBilled()
        ? new Usage.Unknown()
        : meter.usage(whole ? Usage.Estimated.NO_COUNTS : Usage.Estimated.BROKEN_OFF);
  }

  /// What it has used when it is let go of.
  ///
  /// @param reason why, if nobody has counted by then
  Usage usage(String reason) {
    return meter.usage(reason);
  }
}
