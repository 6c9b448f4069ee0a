package dev.streambed.cli.domain;

import dev.streambed.gateway.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a command has to tell, for people and for programs.
///
/// @param text lines for standard output
/// @param json documents for standard output, one to a line
/// @param notes sentences for standard error
/// @param next what the next page of a list is asked for with
public record CommandOutput(
    List<String> text, List<JsonObject> json, List<String> notes, Optional<String> next) {

  public CommandOutput {
    text = List.copyOf(text);
    json = List.copyOf(json);
    notes = List.copyOf(notes);
  }

  public static CommandOutput of(List<String> text, JsonObject json) {
    return new CommandOutput(text, List.of(json), List.of(), Optional.empty());
  }

  public static CommandOutput of(List<String> text, List<JsonObject> json) {
    return new CommandOutput(text, json, List.of(), Optional.empty());
  }

  public CommandOutput withNote(String sentence) {
    List<String> more = new ArrayList<>(notes);
    more.add(sentence);
    return new CommandOutput(text, json, more, next);
  }

  public CommandOutput withNotes(List<String> sentences) {
    List<String> more = new ArrayList<>(notes);
    more.addAll(sentences);
    return new CommandOutput(text, json, more, next);
  }

  public CommandOutput withNext(Optional<String> cursor) {
    return new CommandOutput(text, json, notes, cursor);
  }
}
