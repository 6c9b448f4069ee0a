package dev.streambed.bedrock.signature;

/// Finds the secret access key that belongs to an access key id.
@FunctionalInterface
public interface SecretKeys {

  Secret of(String accessKeyId);

  /// What is known of an access key.
  sealed interface Secret {

    /// Every signature is believed.
    record Unchecked() implements Secret {}

    /// There is no such access key.
    record Unknown() implements Secret {}

    record Known(String value) implements Secret {

      @Override
      public String toString() {
        return "Is[value=secret]";
      }
    }
  }
}
