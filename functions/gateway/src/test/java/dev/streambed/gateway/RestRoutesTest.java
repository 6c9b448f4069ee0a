package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.dialect.SeedDialect;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CollectedResponse.Way;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.TestContext;
import dev.streambed.gateway.http.Route;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.transport.CorsPolicy;
import dev.streambed.gateway.transport.HttpEventReader;
import dev.streambed.gateway.transport.IncomingEvent;
import dev.streambed.gateway.transport.LambdaEventReader;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The REST API's routes, under every address: API Gateway prefixes `path` with a custom domain's
/// base path, but not `resource`, `resourcePath` and `pathParameters`.
class RestRoutesTest {

  private static final Map<String, Route> ROUTES =
      Map.of(
          "POST /bedrock", new Route.Model(new SeedDialect(false)),
          "POST /bedrock/stream", new Route.Model(new SeedDialect(true)),
          "POST /keys", new Route.Keys(),
          "POST /tokens", new Route.Keys(),
          "GET /usage", new Route.Usage(),
          "GET /health", new Route.Health(),
          "DELETE /requests/{requestId}", new Route.Stop("my-id_1"),
          "OPTIONS /bedrock", new Route.Preflight(),
          "OPTIONS /requests/{requestId}", new Route.Preflight());

  private static final Set<String> BUFFERED =
      Set.of(
          "POST /bedrock",
          "POST /keys",
          "POST /tokens",
          "GET /usage",
          "DELETE /requests/{requestId}");

  private final CollectedResponse response = new CollectedResponse();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/gateway",
        "/v1/ai",
        "/prod",
        "/prod/prod",
        "/requests",
        "/bedrock",
        "/bedrock/stream",
        "/a%20b",
        "//"
      })
  void areFoundBehindAnyBasePathWithASlashAtTheEndOrWithout(String base) throws IOException {
    for (String route : ROUTES.keySet()) {
      String method = route.substring(0, route.indexOf(' '));
      String resource = route.substring(route.indexOf(' ') + 1);
      for (String end : List.of("", "/")) {
        String path = base + resource.replace("{requestId}", "my-id_1") + end;
        assertRoute(route, event(method, resource, path, "my-id_1"));
        assertRoute(route, event(method, resource, path, "my-id_1").withContext("stage", "live"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "my%2Did%5f1, my-id_1",
    "%6d%79-id_1, my-id_1",
    "my-id_1, my-id_1",
    "a+b, a+b",
    "a%2Fb, a/b",
    "a%252Fb, a%2Fb",
    "%, %",
    "a%zz, a%zz",
    "%FF, \ufffd",
    "'a b', a b"
  })
  void readIdsThatAreEscaped(String sent, String name) throws IOException {
    LambdaEvent lambdaEvent =
        event("DELETE", "/requests/{requestId}", "/gateway/requests/" + sent, sent);
    assertThat(Route.of(call(lambdaEvent))).isEqualTo(new Route.Stop(name));
    InboundCall url = call(LambdaEvent.functionUrl("DELETE", "/requests/" + sent));
    assertThat(Route.of(url)).isEqualTo(new Route.Stop(name));
  }

  @ParameterizedTest
  @CsvSource({
    "/{proxy+}, requests/r-1, DELETE",
    "/{proxy+}, /requests/r-1, DELETE",
    "/requests/{proxy+}, r-1, DELETE",
    "/requests/{id}, r-1, DELETE"
  })
  void areFoundByVariablesOfOtherNames(String resource, String value, String method)
      throws IOException {
    String name = resource.contains("proxy") ? "proxy" : "id";
    LambdaEvent lambdaEvent =
        LambdaEvent.rest(method, resource)
            .with("path", new JsonString("/base/requests/r-1"))
            .with("pathParameters", new JsonObject(Map.of(name, new JsonString(value))));
    assertThat(Route.of(call(lambdaEvent))).isEqualTo(new Route.Stop("r-1"));
  }

  private void assertRoute(String route, LambdaEvent lambdaEvent) throws IOException {
    IncomingEvent.HttpCallReceived httpCallReceived = arrived(lambdaEvent);
    assertThat(Route.of(httpCallReceived.inboundCall())).as(route).isEqualTo(ROUTES.get(route));
    ResponseSink back = httpCallReceived.responseSink();
    back.begin(200, Map.of());
    assertThat(response.way()).isEqualTo(BUFFERED.contains(route) ? Way.PROXY : Way.STREAM);
  }

  private static LambdaEvent event(String method, String resource, String path, String id) {
    LambdaEvent lambdaEvent =
        LambdaEvent.rest(method, resource)
            .with("path", new JsonString(path))
            .withContext("path", path)
            .withContext("resourcePath", resource)
            .withContext("domainName", "api.example.com");
    return withVariables(lambdaEvent, resource, id);
  }

  private static LambdaEvent withVariables(LambdaEvent lambdaEvent, String resource, String id) {
    Map<String, Json> values = Map.of("requestId", new JsonString(id));
    return resource.contains("{")
        ? lambdaEvent.with("pathParameters", new JsonObject(values))
        : lambdaEvent;
  }

  private InboundCall call(LambdaEvent lambdaEvent) throws IOException {
    return arrived(lambdaEvent).inboundCall();
  }

  private IncomingEvent.HttpCallReceived arrived(LambdaEvent lambdaEvent) throws IOException {
    HttpEventReader calls =
        new HttpEventReader(
            100, new CorsPolicy(Set.of()), Optional.empty(), InstantSource.system());
    return (IncomingEvent.HttpCallReceived)
        new LambdaEventReader(calls, InstantSource.system())
            .read(lambdaEvent.stream(), response, TestContext.ofOneMinute());
  }
}
