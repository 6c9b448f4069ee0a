package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The content of one event of a model's stream.
///
/// @param chunks what to show the caller
/// @param stopReason the model's own stop reason; empty when the event has none
/// @param last whether the answer is complete after this event
/// @param failure the exception that the event stands for
/// @param prompt the model's own early count of the prompt's tokens, as opposed to Bedrock's; its
///   output is 0
record ParsedEvent(
    List<Chunk> chunks,
    String stopReason,
    boolean last,
    Failure failure,
    Optional<Usage.Counted> prompt) {

  /// An event with nothing to show.
  static final ParsedEvent NOTHING =
      new ParsedEvent(List.of(), "", false, Failure.NONE, Optional.empty());

  ParsedEvent {
    chunks = List.copyOf(chunks);
  }

  static ParsedEvent text(String text) {
    return text.isEmpty() ? NOTHING : NOTHING.with(new Chunk.Text(text));
  }

  static ParsedEvent raw(ModelEvent event) {
    return NOTHING.with(new Chunk.Event(event.json()));
  }

  static ParsedEvent failure(String name) {
    return failure(new Failure(name, ""));
  }

  static ParsedEvent failure(Failure failure) {
    return new ParsedEvent(List.of(), "", false, failure, Optional.empty());
  }

  ParsedEvent with(Chunk chunk) {
    return with(List.of(chunk));
  }

  ParsedEvent with(List<Chunk> others) {
    if (others.isEmpty()) {
      return this;
    }
    List<Chunk> more = new ArrayList<>(chunks);
    more.addAll(others);
    return new ParsedEvent(more, stopReason, last, failure, prompt);
  }

  ParsedEvent withChunks(List<Chunk> changed) {
    return changed.equals(chunks)
        ? this
        : new ParsedEvent(changed, stopReason, last, failure, prompt);
  }

  ParsedEvent withStopReason(String changed) {
    return new ParsedEvent(chunks, changed, last, failure, prompt);
  }

  /// In most families, the event with the stop reason is the last one.
  ParsedEvent endingWith(String changed) {
    return new ParsedEvent(chunks, changed, last || !changed.isEmpty(), failure, prompt);
  }

  ParsedEvent withPrompt(Optional<Usage.Counted> changed) {
    return new ParsedEvent(chunks, stopReason, last, failure, changed);
  }

  /// For a family whose early events do not report caches.
  ParsedEvent withPrompt(OptionalLong input) {
    return input.isPresent()
        ? withPrompt(Optional.of(new Usage.Counted(input.getAsLong(), 0, 0, 0)))
        : this;
  }

  ParsedEvent asLast() {
    return new ParsedEvent(chunks, stopReason, true, failure, prompt);
  }

  /// An exception that an event of a stream stands for.
  ///
  /// @param name AWS's name of the exception; empty when the event is not one
  /// @param message the model's message; empty when there is none
  /// @param modelStatus the HTTP status with which the model itself answered Bedrock; 0 when
  ///   Bedrock does not report it
  record Failure(String name, String message, int modelStatus) {

    static final Failure NONE = new Failure("", "");

    Failure(String name, String message) {
      this(name, message, 0);
    }

    boolean isEmpty() {
      return name.isEmpty();
    }
  }
}
