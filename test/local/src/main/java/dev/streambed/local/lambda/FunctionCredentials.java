package dev.streambed.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.HttpEndpoint;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.Responses;
import dev.streambed.local.iam.Credentials;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Provides functions with credentials: in variables or, with SnapStart, from an endpoint that is
/// opened when first needed. Not thread-safe, except for [#close].
final class FunctionCredentials implements AutoCloseable {

  private final CredentialsEndpoint credentialsEndpoint;
  private volatile Optional<HttpEndpoint> endpoint = Optional.empty();

  FunctionCredentials(Clock clock) {
    this.credentialsEndpoint = new CredentialsEndpoint(clock);
  }

  /// The variables for a function's credentials.
  ///
  /// @param snapshot whether the function starts from a snapshot, which may outlive credentials
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
      endpoint = Optional.of(HttpEndpoint.start("credentials", 0, credentialsEndpoint));
    }
    return Map.of(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        endpoint.get().uri() + "/2021-04-23/credentials",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        credentialsEndpoint.keep(credentials));
  }

  /// The endpoint from which functions with SnapStart fetch their credentials: those in a snapshot
  /// would have expired when it is restored. Thread-safe.
  private static final class CredentialsEndpoint extends Handler.Abstract {

    private static final Duration VALIDITY = Duration.ofHours(6);

    private final Map<String, Credentials> byToken = new ConcurrentHashMap<>();
    private final Clock clock;

    CredentialsEndpoint(Clock clock) {
      this.clock = clock;
    }

    /// Registers credentials for a function.
    ///
    /// @return the value of the header `Authorization` with which the function fetches them
    String keep(Credentials credentials) {
      String token = UUID.randomUUID().toString();
      byToken.put(token, credentials);
      return token;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String token = request.getHeaders().get(HttpHeader.AUTHORIZATION);
      Credentials credentials = token == null ? null : byToken.get(token);
      ObjectNode body =
          credentials == null ? Json.object().put("message", "Unauthorized") : json(credentials);
      int status = credentials == null ? 401 : 200;
      ResponseHead head = ResponseHead.of(status, "application/json");
      Responses.send(head, Json.bytes(body), response, callback);
      return true;
    }

    private ObjectNode json(Credentials credentials) {
      return Json.object()
          .put("AccessKeyId", credentials.accessKeyId())
          .put("SecretAccessKey", credentials.secretAccessKey())
          .put("Token", credentials.sessionToken())
          .put("Expiration", clock.instant().plus(VALIDITY).toString());
    }
  }
}
