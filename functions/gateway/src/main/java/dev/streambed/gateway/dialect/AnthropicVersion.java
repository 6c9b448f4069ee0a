package dev.streambed.gateway.dialect;

import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.ModelId;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The version of the Messages API that a body for Bedrock names.
///
/// The same bodies are valid in both, apart from a few members that the newer one refuses.
/// Therefore a client of the newer version may ask an older model, and the reverse.
public enum AnthropicVersion {
  /// Bedrock's name for `2023-06-01`, which every Claude knows.
  BEDROCK_2023("bedrock-2023-05-31"),
  /// Since Claude 4.7.
  OCTOBER_2026("2026-10-21");

  private static final String HEADER = "anthropic-version";
  private static final int FIRST_MAJOR = 4;
  private static final int FIRST_MINOR = 7;

  /// `claude-opus-4-7`, `claude-sonnet-5`, `claude-sonnet-4-20250514-v1:0`: a snapshot's date has
  /// more digits than a minor version.
  private static final Pattern NUMBER =
      Pattern.compile("anthropic\\.claude-(?:[a-z]+-)?(\\d{1,2})(?:-(\\d{1,2}))?(?!\\d)");

  private final String wireName;

  AnthropicVersion(String wireName) {
    this.wireName = wireName;
  }

  /// The value of the member `anthropic_version`.
  public String wireName() {
    return wireName;
  }

  /// The version that both the caller and the model know.
  public static AnthropicVersion of(ModelId model, Headers headers) {
    boolean isWanted = headers.get(HEADER).filter(OCTOBER_2026.wireName::equals).isPresent();
    return isWanted && number(model).filter(AnthropicVersion::isSinceFourSeven).isPresent()
        ? OCTOBER_2026
        : BEDROCK_2023;
  }

  /// Whether a body that names this version is for a model that came before it. False when the name
  /// of the model does not tell, as with an application's inference profile.
  public static boolean isTooNew(String wireName, ModelId model) {
    return wireName.equals(OCTOBER_2026.wireName)
        && number(model).filter(number -> !isSinceFourSeven(number)).isPresent();
  }

  private static Optional<MatchResult> number(ModelId model) {
    Matcher number = NUMBER.matcher(model.value());
    return number.find() ? Optional.of(number.toMatchResult()) : Optional.empty();
  }

  private static boolean isSinceFourSeven(MatchResult number) {
    int major = Integer.parseInt(number.group(1));
    int minor = number.group(2) == null ? 0 : Integer.parseInt(number.group(2));
    return major > FIRST_MAJOR || (major == FIRST_MAJOR && minor >= FIRST_MINOR);
  }
}
