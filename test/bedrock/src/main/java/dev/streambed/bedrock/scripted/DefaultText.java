package dev.streambed.bedrock.scripted;

import java.util.List;
import java.util.regex.Pattern;

/// The text of a scripted answer when the script names none.
final class DefaultText {

  private static final int QUOTED_WORDS = 8;

  /// The marks of speakers in the formats that take a single prompt.
  private static final Pattern MARKS =
      Pattern.compile("(?:^|\\s)(?:Human|Assistant|User|Bot):|</?s>|\\[/?INST]|<\\|[^|]*\\|>");

  private static final String SENTENCES =
      """
      There is no model behind this answer, but it takes the same way as a real one: it is cut into small chunks, each is \
      put into a frame, and every frame leaves as soon as it is ready. \
      So the first words are with you long before the last ones exist. \
      A stream does not wait until it is a lake. \
      Whoever reads can begin at once, whoever has read enough can stop, and whoever carries the water needs no more than \
      a cup at a time.\
      """;

  private DefaultText() {}

  /// An answer that quotes the beginning of a tool's result.
  static String aboutToolResult(String result) {
    return "The tool's result is: "
        + quoted(result.strip())
        + " That is all that the question needed.";
  }

  /// Markdown where the chat page suggests the prompt, else an answer that quotes its beginning.
  static String about(String prompt) {
    String asked = MARKS.matcher(prompt).replaceAll(" ").strip();
    if (asked.isEmpty()) {
      return "You asked nothing in particular. " + SENTENCES;
    }
    return MarkdownAnswer.to(asked)
        .orElseGet(() -> "You wrote: " + quoted(asked) + " " + SENTENCES);
  }

  private static String quoted(String text) {
    List<String> words = List.of(text.split("\\s+"));
    int quoted = Math.min(words.size(), QUOTED_WORDS);
    String more = quoted < words.size() ? " …" : "";
    return "“" + String.join(" ", words.subList(0, quoted)) + more + "”";
  }
}
