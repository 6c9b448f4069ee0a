package dev.streambed.gateway.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/// A guardrail of Bedrock that a model is called with, whatever the caller asks for.
///
/// @param identifier its id or ARN
/// @param version its number, or `DRAFT`
public record RequiredGuardrail(String identifier, String version) {

  /// A guardrail that was set, but cannot be read. No model may be called with it, and Bedrock
  /// would not take it.
  public static final RequiredGuardrail UNREADABLE = new RequiredGuardrail("unreadable", "0");

  /// AWS's patterns of both parameters.
  private static final Pattern TEXT =
      Pattern.compile(
          "([a-z0-9]{1,64}|arn:aws(?:-[^:]{1,16})?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail/[a-z0-9]{1,64})"
              + ":([1-9][0-9]{0,7}|DRAFT)");

  /// Reads an identifier and a version with a colon between them.
  public static Optional<RequiredGuardrail> of(String text) {
    var matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new RequiredGuardrail(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  public boolean isReadable() {
    return !equals(UNREADABLE);
  }

  /// The form that [#of] reads.
  public String text() {
    return identifier + ":" + version;
  }
}
