package dev.streambed.bedrock;

import dev.streambed.bedrock.scripted.Script;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Where an endpoint's answers come from.
public sealed interface ModelSource {

  /// A scripted answer in the format of the requested model.
  ///
  /// @param script default length and speed; the prompt's directive may change them
  record Scripted(Script script) implements ModelSource {}

  /// Answers that Bedrock once gave.
  ///
  /// @param folder the recordings
  /// @param betweenFrames the pause between two frames of a streamed answer; zero for none
  record Replay(Path folder, Duration betweenFrames) implements ModelSource {}

  /// Forwards to the real Bedrock, or to whatever else speaks its protocol.
  ///
  /// @param region the region that requests are signed for
  /// @param endpoint scheme and authority of the upstream
  /// @param credentials sign the requests; resolved for every request
  record Aws(
      String region, URI endpoint, IdentityProvider<? extends AwsCredentialsIdentity> credentials)
      implements ModelSource {}

  /// A made-up answer at a reader's speed.
  static ModelSource scripted() {
    return new Scripted(Script.READABLE);
  }

  /// Recorded answers, as fast as the caller reads them.
  static ModelSource replay(Path folder) {
    return new Replay(folder, Duration.ZERO);
  }

  /// The real Bedrock, with the region and the credentials that the AWS SDK finds on this machine.
  ///
  /// @throws software.amazon.awssdk.core.exception.SdkClientException when it finds none; its
  ///   message says where it looked
  static ModelSource aws() {
    Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
    DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    credentials.resolveCredentials();
    URI endpoint = URI.create("https://bedrock-runtime." + region.id() + ".amazonaws.com");
    return new Aws(region.id(), endpoint, credentials);
  }
}
