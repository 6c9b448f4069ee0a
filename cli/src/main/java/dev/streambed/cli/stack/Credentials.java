package dev.streambed.cli.stack;

import dev.streambed.cli.domain.CliException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/// Finds out who we are, or says why nobody.
final class Credentials {

  private Credentials() {}

  static AwsCredentials resolve(AwsCredentialsProvider provider, Optional<String> profile) {
    try {
      return provider.resolveCredentials();
    } catch (SdkException | IllegalStateException | IllegalArgumentException nobody) {
      throw new CliException(CliException.Code.CREDENTIALS, sentence(nobody, profile), nobody);
    }
  }

  static CliException regionNotFound(SdkException cause) {
    return new CliException(
        CliException.Code.CREDENTIALS,
        "no AWS region: give --region, or set AWS_REGION or the profile's region",
        cause);
  }

  // Of IAM Identity Center; its class is there only when the profile needs it.
  private static String sentence(RuntimeException nobody, Optional<String> profile) {
    if (nobody.getClass().getSimpleName().equals("ExpiredTokenException")) {
      return "your sign-in has expired: sign in again, for example with `aws sso login`";
    }
    return profile
        .map(name ->
            "the profile %s gives no AWS credentials: sign in, or look at ~/.aws/config"
                .formatted(name))
        .orElse(
            "no AWS credentials found: sign in, set AWS_PROFILE, or give --profile;"
                + " --local is for the stack on this machine");
  }
}
