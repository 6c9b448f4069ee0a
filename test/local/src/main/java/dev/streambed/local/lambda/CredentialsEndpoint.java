package dev.streambed.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.Responses;
import dev.streambed.local.iam.Credentials;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Where functions with SnapStart fetch their credentials: those in a snapshot would have expired
/// when it is restored. Thread-safe.
final class CredentialsEndpoint extends Handler.Abstract {

  private static final Duration VALIDITY = Duration.ofHours(6);

  private final Map<String, Credentials> byToken = new ConcurrentHashMap<>();
  private final Clock clock;

  CredentialsEndpoint(Clock clock) {
    this.clock = clock;
  }

  /// Keeps credentials for a function.
  ///
  /// @return what the function must send in its header `AuthorizationHeader` to get them
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
