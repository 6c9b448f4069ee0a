package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What one event of a model's stream says.
///
/// @param pieces what the caller sees of it
/// @param stopReason why the model stopped, in its own word; empty when the event does not say
/// @param last whether the answer is whole after this event
/// @param failure name of the exception that the event stands for; empty when it stands for none
/// @param input the model's own early count of the prompt's tokens, which is not Bedrock's
record Reading(
    List<Piece> pieces, String stopReason, boolean last, String failure, OptionalLong input) {

  /// An event that callers need not see.
  static final Reading NOTHING = new Reading(List.of(), "", false, "", OptionalLong.empty());

  Reading {
    pieces = List.copyOf(pieces);
  }

  static Reading text(String text) {
    return text.isEmpty() ? NOTHING : NOTHING.with(new Piece.Text(text));
  }

  static Reading raw(ModelEvent event) {
    return NOTHING.with(new Piece.Event(event.json()));
  }

  static Reading failure(String failure) {
    return new Reading(List.of(), "", false, failure, OptionalLong.empty());
  }

  Reading with(Piece piece) {
    List<Piece> more = new ArrayList<>(pieces);
    more.add(piece);
    return new Reading(more, stopReason, last, failure, input);
  }

  Reading withStopReason(String changed) {
    return new Reading(pieces, changed, last, failure, input);
  }

  /// In most families the event that says why the model stopped is its last.
  Reading endingWith(String changed) {
    return new Reading(pieces, changed, last || !changed.isEmpty(), failure, input);
  }

  Reading withInput(OptionalLong changed) {
    return new Reading(pieces, stopReason, last, failure, changed);
  }

  Reading asLast() {
    return new Reading(pieces, stopReason, true, failure, input);
  }
}
