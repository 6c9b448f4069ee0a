package dev.streambed.gateway.domain;

import java.util.Optional;

/// A model as Bedrock identifies it: a model id, the id of a cross-Region inference profile (a
/// geography or `global`, a dot, then the model id), or an ARN, the only form with slashes. At most
/// 2048 characters, limited to those that are safe in the request path.
public record ModelId(String value) {

  private static final int MAX_LENGTH = 2048;
  private static final int MAX_SHORTENED = 150;

  public ModelId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a model id");
    }
  }

  public static Optional<ModelId> of(String value) {
    return isValid(value) ? Optional.of(new ModelId(value)) : Optional.empty();
  }

  /// Whether it is a prompt that is kept in Bedrock, with text and a model of its own.
  public boolean isStoredPrompt() {
    return value.startsWith("arn:") && value.contains(":prompt/");
  }

  /// A shortened form for messages.
  public String shortened() {
    return value.length() <= MAX_SHORTENED ? value : value.substring(0, MAX_SHORTENED) + "…";
  }

  private static boolean isValid(String value) {
    return !value.isEmpty()
        && value.length() <= MAX_LENGTH
        && isLetterOrDigit(value.charAt(0))
        && !value.contains("..")
        && (value.startsWith("arn:") || value.indexOf('/') < 0)
        && value.chars().allMatch(ModelId::isAllowed);
  }

  private static boolean isAllowed(int character) {
    return isLetterOrDigit(character) || (character < 128 && ".:/_-".indexOf(character) >= 0);
  }

  private static boolean isLetterOrDigit(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }
}
