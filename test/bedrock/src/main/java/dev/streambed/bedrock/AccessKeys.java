package dev.streambed.bedrock;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Whose signatures are accepted.
public sealed interface AccessKeys {

  /// Every access key id; that a request is signed for Bedrock is checked, the signature itself
  /// cannot be.
  record Anyone() implements AccessKeys {}

  /// Only these, and the signature must be right.
  ///
  /// @param secrets the secret access key of an access key id, or nothing when the id is unknown
  record Known(Function<String, Optional<String>> secrets) implements AccessKeys {}

  static AccessKeys anyone() {
    return new Anyone();
  }

  /// Accepts the given keys.
  ///
  /// @param secrets secret access keys by access key id
  static AccessKeys of(Map<String, String> secrets) {
    Map<String, String> known = Map.copyOf(secrets);
    return new Known(id -> Optional.ofNullable(known.get(id)));
  }
}
