package dev.streambed.local.domain;

import java.util.Optional;

/// A parsed Amazon Resource Name.
///
/// @param resource everything after the fifth colon
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /// Parses an ARN.
  ///
  /// @return nothing when the text is not an ARN
  public static Optional<Arn> of(String text) {
    String[] parts = text.split(":", 6);
    if (parts.length < 6 || !parts[0].equals("arn")) {
      return Optional.empty();
    }
    return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
