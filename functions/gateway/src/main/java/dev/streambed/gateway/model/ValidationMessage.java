package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is recognised in the message of Bedrock's `ValidationException`, so that a caller learns
/// more than "no". Of the message itself at most the name of a field is passed on.
final class ValidationMessage {

  static final Problem UNKNOWN_MODEL =
      Problem.of(ErrorCode.NOT_FOUND, "Bedrock does not know this model.");

  private static final Problem NEEDS_PROFILE =
      invalid(
          "This model is reached through an inference profile only: use an id that begins with"
              + " us., eu., apac. or global., or a profile's ARN.");
  private static final Problem TOO_LONG = invalid("The prompt is too long for this model.");
  private static final Problem OTHER = invalid("The model does not accept this request.");

  private static final String FIELD = "([A-Za-z_][A-Za-z0-9_.]{0,63})";
  private static final Pattern MISSING =
      Pattern.compile("required key \\[" + FIELD + "\\] not found|" + FIELD + ": Field required");
  private static final Pattern UNKNOWN =
      Pattern.compile("extraneous key \\[" + FIELD + "\\]|" + FIELD + ": Extra inputs are not");

  private ValidationMessage() {}

  static Problem problem(@Nullable String message) {
    if (message == null) {
      return OTHER;
    }
    if (message.contains("model identifier is invalid")) {
      return UNKNOWN_MODEL;
    }
    if (message.contains("on-demand throughput isn")) {
      return NEEDS_PROFILE;
    }
    if (message.contains("Input is too long") || message.contains("prompt is too long")) {
      return TOO_LONG;
    }
    return field(message);
  }

  private static Problem field(String message) {
    Matcher missing = MISSING.matcher(message);
    if (missing.find()) {
      return invalid("The model requires the field " + name(missing) + ".");
    }
    Matcher unknown = UNKNOWN.matcher(message);
    return unknown.find()
        ? invalid("The model does not know the field " + name(unknown) + ".")
        : OTHER;
  }

  private static String name(Matcher found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  private static Problem invalid(String sentence) {
    return Problem.of(ErrorCode.INVALID_REQUEST, sentence);
  }
}
