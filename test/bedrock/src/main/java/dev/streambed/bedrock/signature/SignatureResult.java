package dev.streambed.bedrock.signature;

import dev.streambed.bedrock.protocol.AwsError;

/// What a signature is worth.
public sealed interface SignatureResult {

  /// The signature is right, as far as it could be checked.
  ///
  /// @param accessKeyId who signed
  /// @param region the region that the signature is for
  record Signed(String accessKeyId, String region) implements SignatureResult {}

  /// Nobody signed, or nobody whom AWS would believe.
  record Refused(AwsError error) implements SignatureResult {}
}
