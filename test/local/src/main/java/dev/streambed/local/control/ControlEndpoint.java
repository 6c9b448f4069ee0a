package dev.streambed.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.RequestBody;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.Responses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The control endpoint. Thread-safe.
public final class ControlEndpoint extends Handler.Abstract {

  private static final int LARGEST_BODY = 1 << 20;

  private static final Set<String> LOCAL_HOSTS = Set.of("127.0.0.1", "localhost");

  private final ControlRoutes routes;

  public ControlEndpoint(ControlledServices controlledServices) {
    this.routes = new ControlRoutes(controlledServices);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    ControlResponse answer = answer(request);
    byte[] body = (Json.pretty(answer.body()) + "\n").getBytes(StandardCharsets.UTF_8);
    Responses.send(ResponseHead.of(answer.status(), "application/json"), body, response, callback);
    return true;
  }

  private ControlResponse answer(Request request) throws IOException {
    if (request.getHeaders().contains(HttpHeader.ORIGIN) || !LOCAL_HOSTS.contains(host(request))) {
      return ControlResponse.refused(403, "not for web pages");
    }
    return switch (RequestBody.read(request, LARGEST_BODY)) {
      case RequestBody.TooLarge _ -> ControlResponse.refused(413, "more than a megabyte");
      case RequestBody.Whole(byte[] body) -> answer(request, body);
    };
  }

  private ControlResponse answer(Request request, byte[] body) {
    JsonNode json =
        body.length == 0
            ? Json.object()
            : Json.parse(body).orElseGet(() -> Json.object().arrayNode());
    if (!json.isObject()) {
      return ControlResponse.refused(400, "the body is not a JSON object");
    }
    String[] path = request.getHttpURI().getPath().split("/", 3);
    String route = request.getMethod() + " " + (path.length > 1 ? path[1] : "");
    return routes.answer(route, path.length > 2 ? path[2] : "", json);
  }

  private static String host(Request request) {
    String host = request.getHttpURI().getHost();
    return host == null ? "" : host;
  }
}
