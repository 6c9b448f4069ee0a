package dev.streambed.cli.domain;

import dev.streambed.gateway.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a command ended.
public sealed interface CommandResult {

  record Done(Output output) implements CommandResult {}

  /// A part of the work is done; running the command again does the rest.
  record PartlyDone(Output output) implements CommandResult {}

  /// What the arguments name does not exist.
  record NotFound(String sentence) implements CommandResult {}

  /// It exists, but its state does not allow the command. Nothing was changed.
  record Refused(String sentence) implements CommandResult {}

  static CommandResult done(Output output) {
    return new Done(output);
  }

  static CommandResult customerNotFound(CustomerId id) {
    return new NotFound("there is no customer " + id.value());
  }

  /// The output of a command, as text and as JSON.
  ///
  /// @param text lines for standard output
  /// @param json documents for standard output, one per line
  /// @param notes sentences for standard error
  /// @param next the cursor of the next page of a list
  record Output(
      List<String> text, List<JsonObject> json, List<String> notes, Optional<String> next) {

    public Output {
      text = List.copyOf(text);
      json = List.copyOf(json);
      notes = List.copyOf(notes);
    }

    public static Output of(List<String> text, JsonObject json) {
      return of(text, List.of(json));
    }

    public static Output of(List<String> text, List<JsonObject> json) {
      return new Output(text, json, List.of(), Optional.empty());
    }

    public Output withNote(String sentence) {
      return withNotes(List.of(sentence));
    }

    public Output withNotes(List<String> sentences) {
      List<String> more = new ArrayList<>(notes);
      more.addAll(sentences);
      return new Output(text, json, more, next);
    }

    public Output withNext(Optional<String> cursor) {
      return new Output(text, json, notes, cursor);
    }
  }
}
