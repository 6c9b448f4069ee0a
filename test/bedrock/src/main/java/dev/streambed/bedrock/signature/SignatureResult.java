package dev.streambed.bedrock.signature;

import dev.streambed.bedrock.protocol.AwsError;

/// The result of a signature check.
public sealed interface SignatureResult {

  /// The signature is right, as far as it could be checked.
  ///
  /// @param accessKeyId the signer's access key id
  /// @param region the region that the signature is for
  record Signed(String accessKeyId, String region) implements SignatureResult {}

  /// There is no signature, or none that AWS would accept.
  record Refused(AwsError error) implements SignatureResult {}
}
