package dev.streambed.gateway.domain;

import java.util.Optional;

/// The id of one call, chosen by the caller or by Lambda: up to 64 letters, digits, `-` and `_`.
public record RequestId(String value) {

  private static final int MAX_LENGTH = 64;

  public RequestId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a request id");
    }
  }

  public static Optional<RequestId> of(String value) {
    return isValid(value) ? Optional.of(new RequestId(value)) : Optional.empty();
  }

  private static boolean isValid(String value) {
    return !value.isEmpty()
        && value.length() <= MAX_LENGTH
        && value.chars().allMatch(RequestId::isAllowed);
  }

  private static boolean isAllowed(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '-'
        || character == '_';
  }
}
