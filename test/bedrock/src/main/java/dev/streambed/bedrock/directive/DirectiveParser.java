package dev.streambed.bedrock.directive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the words of a directive.
public final class DirectiveParser {

  private static final Pattern OPENING = Pattern.compile("\\[\\[bedrock(?=\\s|]])");
  private static final String QUOTED = "\"(?:[^\"\\\\]++|\\\\.)*+\"";
  // For JSON, whose own quotes and backslashes stay as they are.
  private static final String SINGLE_QUOTED = "'(?:[^'\\\\]++|\\\\.)*+'";

  // Possessive, and text between quotes taken in one step: a prompt of megabytes must not exhaust
  // the stack.
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "\\[\\[bedrock(?=\\s|]])((?:"
              + QUOTED
              + "|="
              + SINGLE_QUOTED
              + "|[^\"=\\]]++|=|\\](?!\\]))*+)\\]\\]",
          Pattern.DOTALL);
  private static final Pattern WORD =
      Pattern.compile(
          "\\s*([a-z][a-zA-Z0-9]*)(?:=(?:("
              + QUOTED
              + ")|("
              + SINGLE_QUOTED
              + ")|([^\\s\"']+)))?(?=\\s|$)",
          Pattern.DOTALL);

  private DirectiveParser() {}

  /// The words of the last directive in a prompt; none when there is no directive.
  public static List<DirectiveWord> inPrompt(String prompt) {
    List<Integer> openings = OPENING.matcher(prompt).results().map(MatchResult::start).toList();
    return openings.isEmpty() ? List.of() : of(inside(prompt, openings.getLast()));
  }

  /// The prompt without its directives.
  public static String removedFrom(String prompt) {
    return DIRECTIVE.matcher(prompt).replaceAll("").strip();
  }

  /// Words as they stand in a prompt's directive, for example `cut=1500 hold`.
  public static List<DirectiveWord> of(String text) {
    List<DirectiveWord> words = new ArrayList<>();
    Matcher word = WORD.matcher(text.stripTrailing());
    while (word.regionStart() < word.regionEnd()) {
      if (!word.lookingAt()) {
        throw new InvalidDirectiveException(
            "cannot read the directive at: " + excerpt(text.substring(word.regionStart())));
      }
      words.add(new DirectiveWord(word.group(1), value(word)));
      word.region(word.end(), word.regionEnd());
    }
    return words;
  }

  /// The members of a JSON object: a string or a number is a word's value, `true` a word without
  /// one, `false` nothing.
  public static List<DirectiveWord> of(JsonNode object) {
    List<DirectiveWord> words = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = member.getValue();
      if (!value.isValueNode() || value.isNull()) {
        throw new InvalidDirectiveException(
            member.getKey() + " must be a string, a number, true or false, but is " + value);
      }
      if (!value.isBoolean() || value.booleanValue()) {
        words.add(new DirectiveWord(member.getKey(), value(value)));
      }
    }
    return words;
  }

  private static String inside(String prompt, int opening) {
    Matcher directive = DIRECTIVE.matcher(prompt).region(opening, prompt.length());
    if (!directive.lookingAt()) {
      throw new InvalidDirectiveException(
          "the directive does not end with ]]: " + excerpt(prompt.substring(opening)));
    }
    return directive.group(1);
  }

  private static Optional<String> value(JsonNode value) {
    return value.isBoolean() ? Optional.empty() : Optional.of(value.asText());
  }

  private static Optional<String> value(Matcher word) {
    return Optional.ofNullable(word.group(2))
        .map(quoted -> inner(quoted).replaceAll("\\\\(.)", "$1"))
        .or(() ->
            Optional.ofNullable(word.group(3)).map(quoted -> inner(quoted).replace("\\'", "'")))
        .or(() -> Optional.ofNullable(word.group(4)));
  }

  private static String inner(String quoted) {
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String excerpt(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
