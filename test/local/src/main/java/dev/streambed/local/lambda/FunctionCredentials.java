package dev.streambed.local.lambda;

import dev.streambed.local.http.HttpEndpoint;
import dev.streambed.local.iam.Credentials;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// Brings credentials into functions: as variables, or with SnapStart from an endpoint that is
/// opened when the first function needs it. Not thread-safe but for [#close].
final class FunctionCredentials implements AutoCloseable {

  private final CredentialsEndpoint door;
  private volatile Optional<HttpEndpoint> endpoint = Optional.empty();

  FunctionCredentials(Clock clock) {
    this.door = new CredentialsEndpoint(clock);
  }

  /// The variables by which a function comes to its credentials.
  ///
  /// @param snapshot whether the function's memory may be older than credentials live
  Map<String, String> variables(Credentials credentials, boolean snapshot) {
    return snapshot ? fetched(credentials) : given(credentials);
  }

  @Override
  public void close() {
    endpoint.ifPresent(HttpEndpoint::close);
  }

  private static Map<String, String> given(Credentials credentials) {
    return Map.of(
        "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
        "AWS_ACCESS_KEY", credentials.accessKeyId(),
        "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
        "AWS_SECRET_KEY", credentials.secretAccessKey(),
        "AWS_SESSION_TOKEN", credentials.sessionToken());
  }

  private Map<String, String> fetched(Credentials credentials) {
    if (endpoint.isEmpty()) {
      endpoint = Optional.of(HttpEndpoint.start("credentials", 0, door));
    }
    return Map.of(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        endpoint.get().uri() + "/2021-04-23/credentials",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        door.keep(credentials));
  }
}
