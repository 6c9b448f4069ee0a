package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What one event of a model's stream says.
///
/// @param pieces what the caller sees of it
/// @param stopReason why the model stopped, in its own word; empty when the event does not say
/// @param last whether the answer is whole after this event
/// @param failure the exception that the event stands for
/// @param prompt the model's own early count of the prompt's tokens, which is not Bedrock's; the
///   output is 0
record Reading(
    List<Piece> pieces,
    String stopReason,
    boolean last,
    StreamFailure failure,
    Optional<Usage.Counted> prompt) {

  /// An event that callers need not see.
  static final Reading NOTHING =
      new Reading(List.of(), "", false, StreamFailure.NONE, Optional.empty());

  Reading {
    pieces = List.copyOf(pieces);
  }

  static Reading text(String text) {
    return text.isEmpty() ? NOTHING : NOTHING.with(new Piece.Text(text));
  }

  static Reading raw(ModelEvent event) {
    return NOTHING.with(new Piece.Event(event.json()));
  }

  static Reading failure(String name) {
    return failure(new StreamFailure(name, ""));
  }

  static Reading failure(StreamFailure failure) {
    return new Reading(List.of(), "", false, failure, Optional.empty());
  }

  Reading with(Piece piece) {
    return with(List.of(piece));
  }

  Reading with(List<Piece> others) {
    if (others.isEmpty()) {
      return this;
    }
    List<Piece> more = new ArrayList<>(pieces);
    more.addAll(others);
    return new Reading(more, stopReason, last, failure, prompt);
  }

  Reading withPieces(List<Piece> changed) {
    return changed.equals(pieces) ? this : new Reading(changed, stopReason, last, failure, prompt);
  }

  Reading withStopReason(String changed) {
    return new Reading(pieces, changed, last, failure, prompt);
  }

  /// In most families the event that says why the model stopped is its last.
  Reading endingWith(String changed) {
    return new Reading(pieces, changed, last || !changed.isEmpty(), failure, prompt);
  }

  Reading withPrompt(Optional<Usage.Counted> changed) {
    return new Reading(pieces, stopReason, last, failure, changed);
  }

  /// Of a family whose early events say nothing of caches.
  Reading withPrompt(OptionalLong input) {
    return input.isPresent()
        ? withPrompt(Optional.of(new Usage.Counted(input.getAsLong(), 0, 0, 0)))
        : this;
  }

  Reading asLast() {
    return new Reading(pieces, stopReason, true, failure, prompt);
  }
}
