package dev.streambed.gateway.config;

import dev.streambed.gateway.aws.AwsCredentials;
import dev.streambed.gateway.aws.NoResponseException;
import java.util.Map;

/// The credentials of the function's role that Lambda puts into the environment. They last as long
/// as the process.
record EnvironmentCredentials(AwsCredentials credentials) implements AwsCredentials.Source {

  static EnvironmentCredentials of(Map<String, String> environment) {
    return new EnvironmentCredentials(
        new AwsCredentials(
            environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
            environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
            environment.getOrDefault("AWS_SESSION_TOKEN", "")));
  }

  @Override
  public AwsCredentials current() {
    if (credentials.accessKeyId().isEmpty() || credentials.secretAccessKey().isEmpty()) {
      throw NoResponseException.notConnected("NoCredentials");
    }
    return credentials;
  }
}
