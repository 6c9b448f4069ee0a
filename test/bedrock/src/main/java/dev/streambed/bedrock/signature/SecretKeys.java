package dev.streambed.bedrock.signature;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Finds the secret access key that belongs to an access key id.
@FunctionalInterface
public interface SecretKeys {

  Secret of(String accessKeyId);

  /// Accepts every access key id. Whether a request is signed for the service is still checked; the
  /// signature itself cannot be.
  static SecretKeys anyone() {
    return _ -> new Secret.Unchecked();
  }

  /// Accepts only these keys, with a valid signature.
  ///
  /// @param secrets secret access keys by access key id
  static SecretKeys of(Map<String, String> secrets) {
    Map<String, String> known = Map.copyOf(secrets);
    return known(id -> Optional.ofNullable(known.get(id)));
  }

  /// Accepts only known keys, with a valid signature.
  ///
  /// @param secrets the secret access key of an access key id, or nothing when the id is unknown
  static SecretKeys known(Function<String, Optional<String>> secrets) {
    return id -> secrets.apply(id).<Secret>map(Secret.Known::new).orElseGet(Secret.Unknown::new);
  }

  /// The result of a lookup.
  sealed interface Secret {

    /// Every signature is accepted.
    record Unchecked() implements Secret {}

    /// There is no such access key.
    record Unknown() implements Secret {}

    record Known(String value) implements Secret {

      @Override
      public String toString() {
        return "Known[value=secret]";
      }
    }
  }
}
