package dev.streambed.local.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.Eventually;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.SampleEvents;
import dev.streambed.local.TestWebSocketClient;
import dev.streambed.local.domain.LocalStackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class MessageDispatcherTest {

  private static final String ECHO =
      "{\"action\":\"%s\",\"x-sample\":\"echo\",\"x-sample-format\":\"proxy\"}";

  @TempDir private Path folder;
  private SampleAssembly assembly;
  private LocalStack stack;
  private TestWebSocketClient client;

  @BeforeEach
  void synthesize() {
    assembly = SampleAssembly.in(folder);
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
      stack.close();
    }
  }

  @Test
  void findsTheRouteThatTheMessageNames() throws Exception {
    connect();
    assertThat(routeOf(ECHO.formatted("invoke"))).isEqualTo("invoke");
    assertThat(routeOf(ECHO.formatted("unknown"))).isEqualTo("$default");
    assertThat(routeOf(ECHO.formatted("$connect"))).isEqualTo("$default");
    assertThat(routeOf("no JSON: " + ECHO.formatted("invoke"))).isEqualTo("$default");
    assertThat(routeOf(ECHO.formatted("invoke").replace("action", "other"))).isEqualTo("$default");
  }

  @Test
  void handsTheMessageOnAsItIs() throws Exception {
    connect();
    String message = ECHO.formatted("invoke") + "\n";
    client.send(message);
    JsonNode event = client.nextJson();
    assertThat(event.path("body").asText()).isEqualTo(message);
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    JsonNode sample = SampleEvents.read("go--testdata-apigw-websocket-request-send-message.json");
    assertThat(names(event)).containsExactlyInAnyOrderElementsOf(names(sample));
    List<String> context = new ArrayList<>(names(sample.path("requestContext")));
    assertThat(names(event.path("requestContext"))).containsExactlyInAnyOrderElementsOf(context);
    assertThat(event.path("requestContext").path("connectionId").asText())
        .isEqualTo(stack.connections().views().getFirst().id());
  }

  @Test
  void keepsAnswersOfOneWayRoutesToItself() throws Exception {
    connect();
    client.send(ECHO.formatted("one-way"));
    client.send("{\"action\":\"one-way\",\"x-sample\":\"throw\"}");
    assertThat(client.nextJson().path("message").asText()).isEqualTo("Internal server error");
    assertThat(client.waiting()).isZero();
  }

  @Test
  void tellsOfFailuresInApiGatewaysWords() throws Exception {
    connect();
    for (String what :
        List.of("throw", "crash", "nonsense", "{'body':'x'}", "{'statusCode':'x'}")) {
      client.send("{\"action\":\"invoke\",\"x-sample\":\"" + what + "\"}");
      JsonNode error = client.nextJson();
      assertThat(names(error)).as(what).containsExactly("message", "connectionId", "requestId");
      assertThat(error.path("message").asText()).isEqualTo("Internal server error");
      assertThat(error.path("connectionId").asText())
          .isEqualTo(stack.connections().views().getFirst().id());
    }
  }

  @Test
  void givesUpAfterTheIntegrationsTimeout() throws Exception {
    assembly.change("SocketInvokeIntegration", it -> it.put("TimeoutInMillis", 200));
    connect();
    client.send("{\"action\":\"invoke\",\"x-sample\":\"slow\",\"x-sample-n\":\"1500\"}");
    assertThat(client.nextJson().path("message").asText()).isEqualTo("Endpoint request timed out");
  }

  @Test
  void doesNotWaitForOneAnswerBeforeItHandsOnTheNext() throws Exception {
    connect();
    client.send(
        "{\"action\":\"invoke\",\"x-sample\":\"slow\",\"x-sample-n\":\"2500\",\"x-sample-format\":\"proxy\"}");
    client.send(ECHO.formatted("invoke"));
    assertThat(client.next()).contains("eventType");
    assertThat(client.next()).isEqualTo("slow");
  }

  @Test
  void answersForbiddenWhereNothingIsTheDefault() throws Exception {
    assembly.without("SocketDefault").without("SocketDefaultResponse");
    connect();
    client.send("no JSON");
    JsonNode error = client.nextJson();
    assertThat(names(error)).containsExactly("message", "connectionId", "requestId");
    assertThat(error.path("message").asText()).isEqualTo("Forbidden");
  }

  @Test
  void needsAPermissionForEachRoute() throws Exception {
    assembly.without("SocketInvokePermission");
    connect();
    client.send(ECHO.formatted("invoke"));
    assertThat(client.nextJson().path("message").asText()).isEqualTo("Internal server error");
    assertThat(routeOf(ECHO.formatted("x"))).isEqualTo("$default");
  }

  @Test
  void needsBothHalvesOfATwoWayRoute() throws Exception {
    assembly
        .without("SocketInvokeResponse")
        .change("SocketDefault", route -> route.remove("RouteResponseSelectionExpression"));
    connect();
    client.send(ECHO.formatted("invoke"));
    client.send(ECHO.formatted("x"));
    client.send("{\"action\":\"invoke\",\"x-sample\":\"throw\"}");
    assertThat(client.nextJson().path("message").asText()).isEqualTo("Internal server error");
    assertThat(client.waiting()).isZero();
  }

  @Test
  void startsAsBeforeWithoutAWebSocketApi() {
    assembly.edit(
        "service",
        template -> {
          ObjectNode resources = (ObjectNode) template.path("Resources");
          List.copyOf(names(resources)).stream()
              .filter(name -> name.startsWith("Socket"))
              .forEach(resources::remove);
          ((ObjectNode) template.path("Outputs")).remove("WebSocketUrl");
        });
    try (LocalStack without = LocalStack.start(LocalStackOptions.of(folder))) {
      assertThat(without.webSocketUrl()).isEmpty();
      assertThat(without.functionUrl()).isPresent();
    }
  }

  @Test
  void refusesByNameWhatItDoesNotKnow() {
    refuses(
        "ApiKeyRequired", assembly.change("SocketInvoke", it -> it.put("ApiKeyRequired", true)));
    assembly.change("SocketInvoke", it -> it.put("ApiKeyRequired", false));
    refuses(
        "IntegrationType AWS",
        assembly.change("SocketInvokeIntegration", it -> it.put("IntegrationType", "AWS")));
  }

  private void refuses(String property, SampleAssembly changed) {
    assertThatThrownBy(() -> LocalStack.start(LocalStackOptions.of(changed.folder())).close())
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining(property);
  }

  private void connect() throws Exception {
    stack = LocalStack.start(LocalStackOptions.of(folder));
    client = TestWebSocketClient.connect(stack.webSocketUrl().orElseThrow());
    Eventually.until(() -> stack.connections().views().size() == 1);
  }

  private String routeOf(String message) throws InterruptedException {
    client.send(message);
    return client.nextJson().path("requestContext").path("routeKey").asText();
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
