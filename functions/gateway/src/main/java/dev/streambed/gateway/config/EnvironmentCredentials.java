package dev.streambed.gateway.config;

import dev.streambed.gateway.aws.AwsCredentials;
import dev.streambed.gateway.aws.NoResponseException;
import java.util.Map;

/// The credentials of the function's role that Lambda puts into the environment. They last as long
/// as the process.
record EnvironmentCredentials(Map<String, String> environment) implements AwsCredentials.Source {

  @Override
  public AwsCredentials current() {
    String accessKeyId = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secretAccessKey = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    if (accessKeyId.isEmpty() || secretAccessKey.isEmpty()) {
      throw NoResponseException.notConnected("NoCredentials");
    }
    return new AwsCredentials(
        accessKeyId, secretAccessKey, environment.getOrDefault("AWS_SESSION_TOKEN", ""));
  }
}
