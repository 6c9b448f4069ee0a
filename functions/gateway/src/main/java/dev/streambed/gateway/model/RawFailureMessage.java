package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The message of a failure from Bedrock or a model, without what wraps it.
///
/// @param plain one line, not masked and therefore not to be shown to anyone; empty when there is
///   no human-readable message
record RawFailureMessage(String plain) {

  private static final int LONGEST_READ = 64_000;
  private static final int LONGEST_PLAIN = 2_000;
  private static final int WRAPPINGS = 5;

  private static final Pattern WRAPPING =
      Pattern.compile(
          "^(?:the model returned (?:the )?following errors?:|bedrock error message:"
              + "|[a-z]{1,40}(?:exception|error):)\\s*",
          Pattern.CASE_INSENSITIVE);

  /// Details that the SDK or the service appends for operators.
  private static final Pattern APPENDIX =
      Pattern.compile("\\s*\\((?:Service: |SDK Attempt Count|Request ID|SDK Diagnostics)[^)]*\\)");

  /// Markup, stack traces and class names, which are not meant for people.
  private static final Pattern INTERNAL =
      Pattern.compile(
          "<\\s*/?(?:html|head|body|!doctype|\\?xml)|\\bTraceback \\(most recent"
              + "|\\bat [\\w.$<>/ ]{1,160}"
              + "\\((?:[\\w./-]{1,160}(?::\\d{1,6}){1,2}|native method|unknown source)\\)"
              + "|\\bFile \"[^\"]{1,200}\", line"
              + "|\\b(?:java|javax|jdk|sun|com|org|net|io|software|dev|kotlin|scala)"
              + "(?:\\.[a-z][a-z0-9_]{0,40}){1,8}\\.[A-Z]\\w{2}|CUDA error",
          Pattern.CASE_INSENSITIVE);

  private static final List<String> MEMBERS = List.of("message", "Message", "errorMessage");

  /// Reads the message of an error.
  static RawFailureMessage of(@Nullable String message) {
    String text = message == null ? "" : unwrapped(message.strip());
    String line = oneLine(TextTruncation.atWhiteSpace(text, LONGEST_PLAIN));
    return new RawFailureMessage(INTERNAL.matcher(line).find() ? "" : line);
  }

  /// The message for the caller and the log: secrets are masked, quotations of the prompt are
  /// shortened, and so is the whole text.
  String masked() {
    return Redaction.of(plain);
  }

  private static String unwrapped(String message) {
    String text = message;
    for (int layer = 0; layer < WRAPPINGS; layer++) {
      String inner =
          text.startsWith("{") ? inObject(text) : WRAPPING.matcher(text).replaceFirst("");
      if (inner.equals(text)) {
        return text;
      }
      text = inner.strip();
    }
    return "";
  }

  // Text that looks like JSON but holds no message is not shown.
  private static String inObject(String text) {
    if (text.length() > LONGEST_READ) {
      return "";
    }
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object
          ? message(object).orElse("")
          : "";
    } catch (JsonException _) {
      return "";
    }
  }

  private static Optional<String> message(JsonObject object) {
    return MEMBERS.stream()
        .flatMap(name -> object.text(name).stream())
        .findFirst()
        .or(() -> object.object("error").flatMap(RawFailureMessage::message));
  }

  // Control characters and line breaks become spaces, and invisible characters are removed.
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .map(RawFailureMessage::visible)
        .filter(character -> character >= 0)
        .forEach(line::appendCodePoint);
    return APPENDIX.matcher(line).replaceAll("").replaceAll(" {2,}", " ").strip();
  }

  private static int visible(int character) {
    return switch (Character.getType(character)) {
      case Character.FORMAT -> -1;
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          ' ';
      default -> character;
    };
  }
}
