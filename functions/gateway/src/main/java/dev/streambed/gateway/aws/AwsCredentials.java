package dev.streambed.gateway.aws;

/// The keys that requests are signed with.
///
/// @param sessionToken empty for long-term keys
public record AwsCredentials(String accessKeyId, String secretAccessKey, String sessionToken) {

  /// Where they come from.
  @FunctionalInterface
  public interface Source {

    /// Those that are valid now.
    ///
    /// @throws AwsException when there are none
    AwsCredentials current();
  }

  /// Without its secrets.
  @Override
  public String toString() {
    return "AwsCredentials[" + accessKeyId + "]";
  }
}
