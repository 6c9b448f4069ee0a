package dev.streambed.gateway.dialect.anthropic;

import java.util.Optional;

/// The members of a body that cannot be said to Bedrock. The first one is told to the caller. Not
/// thread-safe.
final class MemberRefusals {

  private static final int LONGEST_PATH = 200;

  private Optional<String> first = Optional.empty();

  /// @param path of the member, such as `messages.0.content.1.source`
  /// @param why the rest of the sentence
  void add(String path, String why) {
    first = first.isPresent() ? first : Optional.of(shortened(path) + ": " + why);
  }

  Optional<String> first() {
    return first;
  }

  // A caller's names may be as long as its body.
  private static String shortened(String path) {
    return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
  }
}
