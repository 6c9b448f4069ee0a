package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CollectedResponse.Way;
import dev.streambed.gateway.fixture.Event;
import dev.streambed.gateway.fixture.TestContext;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.transport.Arrival;
import dev.streambed.gateway.transport.CallReader;
import dev.streambed.gateway.transport.CorsPolicy;
import dev.streambed.gateway.transport.FrontDoors;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.ReturnPath;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The REST API's routes, by whatever address they are called: API Gateway puts a custom domain's
/// base path before `path`, and leaves it out of `resource`, `resourcePath` and `pathParameters`.
class RestRoutesTest {

  private static final Map<String, Route> ROUTES =
      Map.of(
          "POST /bedrock", new Route.Model(false),
          "POST /bedrock/stream", new Route.Model(true),
          "POST /tokens", new Route.Tokens(),
          "GET /usage", new Route.Usage(),
          "GET /health", new Route.Health(),
          "DELETE /requests/{requestId}", new Route.Stop("my-id_1"),
          "OPTIONS /bedrock", new Route.Preflight(),
          "OPTIONS /requests/{requestId}", new Route.Preflight());

  private static final Set<String> BUFFERED =
      Set.of("POST /bedrock", "POST /tokens", "GET /usage", "DELETE /requests/{requestId}");

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
    Event event = event("DELETE", "/requests/{requestId}", "/gateway/requests/" + sent, sent);
    assertThat(Route.of(call(event))).isEqualTo(new Route.Stop(name));
    Call url = call(Event.functionUrl("DELETE", "/requests/" + sent));
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
    Event event =
        Event.rest(method, resource)
            .with("path", new JsonText("/base/requests/r-1"))
            .with("pathParameters", new JsonObject(Map.of(name, new JsonText(value))));
    assertThat(Route.of(call(event))).isEqualTo(new Route.Stop("r-1"));
  }

  private void assertRoute(String route, Event event) throws IOException {
    Arrival.Arrived arrived = arrived(event);
    assertThat(Route.of(arrived.call())).as(route).isEqualTo(ROUTES.get(route));
    ReturnPath back = arrived.back();
    back.begin(200, Map.of());
    assertThat(response.way()).isEqualTo(BUFFERED.contains(route) ? Way.PROXY : Way.STREAM);
  }

  private static Event event(String method, String resource, String path, String id) {
    Event event =
        Event.rest(method, resource)
            .with("path", new JsonText(path))
            .withContext("path", path)
            .withContext("resourcePath", resource)
            .withContext("domainName", "api.example.com");
    return withVariables(event, resource, id);
  }

  private static Event withVariables(Event event, String resource, String id) {
    Map<String, Json> values = Map.of("requestId", new JsonText(id));
    return resource.contains("{") ? event.with("pathParameters", new JsonObject(values)) : event;
  }

  private Call call(Event event) throws IOException {
    return arrived(event).call();
  }

  private Arrival.Arrived arrived(Event event) throws IOException {
    CallReader calls = new CallReader(100, new CorsPolicy(Set.of()), InstantSource.system());
    return (Arrival.Arrived)
        new FrontDoors(calls, InstantSource.system())
            .receive(event.stream(), response, TestContext.ofOneMinute());
  }
}
