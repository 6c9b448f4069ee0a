package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What one event of a model's stream says.
///
/// @param chunks what the caller sees of it
/// @param stopReason why the model stopped, as it reports it; empty when the event does not say
/// @param last whether the answer is whole after this event
/// @param failure the exception that the event stands for
/// @param prompt the model's own early count of the prompt's tokens, which is not Bedrock's; the
///   output is 0
record ParsedEvent(
    List<Chunk> chunks,
    String stopReason,
    boolean last,
    Failure failure,
    Optional<Usage.Counted> prompt) {

  /// An event that callers need not see.
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

  /// In most families the event that says why the model stopped is its last.
  ParsedEvent endingWith(String changed) {
    return new ParsedEvent(chunks, changed, last || !changed.isEmpty(), failure, prompt);
  }

  ParsedEvent withPrompt(Optional<Usage.Counted> changed) {
    return new ParsedEvent(chunks, stopReason, last, failure, changed);
  }

  /// Of a family whose early events say nothing of caches.
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
  /// @param name AWS's name of it; empty when the event stands for none
  /// @param message what the model says of it; empty when it says nothing
  record Failure(String name, String message) {

    static final Failure NONE = new Failure("", "");

    boolean isEmpty() {
      return name.isEmpty();
    }
  }
}
