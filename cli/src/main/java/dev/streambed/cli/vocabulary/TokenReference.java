package dev.streambed.cli.vocabulary;

import java.util.Optional;

/// How a person names a token: by its first 11 characters, as lists show them, or by all of it.
public sealed interface TokenReference {

  record ByPrefix(String prefix) implements TokenReference {}

  /// By the SHA-256 of all of it; the token itself is forgotten at once.
  record ByHash(String hash) implements TokenReference {}

  /// What this says in sentences.
  default String shown() {
    return switch (this) {
      case ByPrefix(String prefix) -> prefix;
      case ByHash _ -> "this token";
    };
  }

  /// Reads either.
  ///
  /// @return nothing when it is neither
  static Optional<TokenReference> of(String text) {
    if (Token.isWhole(text)) {
      return Optional.of(new ByHash(Token.hashOf(text)));
    }
    return Token.isPrefix(text) ? Optional.of(new ByPrefix(text)) : Optional.empty();
  }
}
