package dev.streambed.cli.domain;

import java.util.Optional;

/// How a person names a key: by its first 11 characters, as lists show them, or by all of it.
public sealed interface ApiKeyReference {

  record ByPrefix(String prefix) implements ApiKeyReference {}

  /// By the SHA-256 of all of it; the key itself is forgotten at once.
  record ByHash(String hash) implements ApiKeyReference {}

  /// What this says in sentences.
  default String displayName() {
    return switch (this) {
      case ByPrefix(String prefix) -> prefix;
      case ByHash _ -> "this key";
    };
  }

  /// Reads either.
  ///
  /// @return nothing when it is neither
  static Optional<ApiKeyReference> parse(String text) {
    if (ApiKey.isWhole(text)) {
      return Optional.of(new ByHash(ApiKey.hashOf(text)));
    }
    return ApiKey.isPrefix(text) ? Optional.of(new ByPrefix(text)) : Optional.empty();
  }
}
