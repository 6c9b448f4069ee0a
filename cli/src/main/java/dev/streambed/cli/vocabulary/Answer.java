package dev.streambed.cli.vocabulary;

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
public record Answer(
    List<String> text, List<JsonObject> json, List<String> notes, Optional<String> next) {

  public Answer {
    text = List.copyOf(text);
    json = List.copyOf(json);
    notes = List.copyOf(notes);
  }

  public static Answer of(List<String> text, JsonObject json) {
    return new Answer(text, List.of(json), List.of(), Optional.empty());
  }

  public static Answer of(List<String> text, List<JsonObject> json) {
    return new Answer(text, json, List.of(), Optional.empty());
  }

  public Answer withNote(String sentence) {
    List<String> more = new ArrayList<>(notes);
    more.add(sentence);
    return new Answer(text, json, more, next);
  }

  public Answer withNotes(List<String> sentences) {
    List<String> more = new ArrayList<>(notes);
    more.addAll(sentences);
    return new Answer(text, json, more, next);
  }

  public Answer withNext(Optional<String> token) {
    return new Answer(text, json, notes, token);
  }
}
