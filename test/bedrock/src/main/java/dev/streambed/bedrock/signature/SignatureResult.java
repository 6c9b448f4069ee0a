package dev.streambed.bedrock.signature;

import dev.streambed.bedrock.protocol.AwsError;

/// What a signature is worth.
public sealed interface SignatureResult {

  /// The signature is right, as far as it could be checked.
  ///
  /// @param accessKeyId who signed
  /// @param region the region that the signature is for
  record Signed(String accessKeyId, String region) implements SignatureResult {}

  /// There is no signature, or none that AWS would accept.
  record Refused(AwsError error) implements SignatureResult {}
}
