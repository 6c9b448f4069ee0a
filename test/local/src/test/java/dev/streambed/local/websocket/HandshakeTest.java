package dev.streambed.local.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.SampleEvents;
import dev.streambed.local.TestHttpClient;
import dev.streambed.local.TestWebSocketClient;
import dev.streambed.local.domain.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // set before all tests
@TestInstance(Lifecycle.PER_CLASS)
class HandshakeTest {

  @TempDir private static Path folder;

  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private LocalStack stack;
  private URI url;

  @BeforeAll
  void start() {
    SampleAssembly.in(folder);
    stack = LocalStack.start(LocalStackOptions.of(folder).withLog((_, line) -> log.add(line)));
    url = stack.webSocketUrl().orElseThrow();
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @BeforeEach
  void forget() {
    log.clear();
  }

  @Test
  void answersWithTheFunctionsSubprotocol() throws Exception {
    String answer =
        "{'statusCode':200,'headers':{'sec-websocket-protocol':'streambed.v1','x-other':'1'}}";
    try (TestWebSocketClient client =
        TestWebSocketClient.offering("bearer.token, streambed.v1", url, "x-sample", answer)) {
      assertThat(client.protocol()).isEqualTo("streambed.v1");
      assertThat(event("CONNECT").path("headers").path("Sec-WebSocket-Protocol").asText())
          .isEqualTo("bearer.token, streambed.v1");
    }
  }

  @Test
  void answersWithNoneWhenTheFunctionNamesNone() throws Exception {
    try (TestWebSocketClient client = TestWebSocketClient.offering("streambed.v1", url)) {
      assertThat(client.protocol()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "{'statusCode':401}, 401, Unauthorized",
    "{'statusCode':403}, 403, Forbidden",
    "{'statusCode':404}, 404, Not Found",
    "{'statusCode':503}, 503, Internal server error",
    "throw, 502, Internal server error",
    "nonsense, 502, Internal server error",
    "{'body':'x'}, 502, Internal server error",
    "'{''statusCode'':200,''headers'':{''Sec-WebSocket-Protocol'':''never''}}', 502, Internal server error",
  })
  void refusesWithTheFunctionsStatus(String answer, int status, String message) {
    HttpResponse<?> refused = refusal(url, answer.replace("''", "'"));
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(String.valueOf(refused.body()))
        .startsWith("{\"message\":\"" + message + "\",\"connectionId\":\"")
        .contains("=\",\"requestId\":\"");
    assertThat(stack.connections().views()).isEmpty();
  }

  @Test
  void refusesAnotherStageAndWhatIsNoHandshake() throws Exception {
    assertThat(refusal(url.resolve("/test"), "{}").statusCode()).isEqualTo(403);
    assertThat(refusal(url.resolve("/prod/more"), "{}").statusCode()).isEqualTo(403);
    try (TestHttpClient testHttpClient = new TestHttpClient()) {
      URI http = URI.create(url.toString().replace("ws:", "http:"));
      assertThat(testHttpClient.get(http).statusCode()).isEqualTo(426);
    }
  }

  @Test
  void tellsTheFunctionHeadersAndQuery() throws Exception {
    URI query = URI.create(url + "?a=1&a=2&b=%20");
    try (TestWebSocketClient _ = TestWebSocketClient.connect(query, "Authorization", "Bearer t")) {
      JsonNode event = event("CONNECT");
      assertThat(event.path("headers").path("Authorization").asText()).isEqualTo("Bearer t");
      assertThat(event.path("multiValueHeaders").path("Authorization").path(0).asText())
          .isEqualTo("Bearer t");
      assertThat(event.path("queryStringParameters").toString())
          .isEqualTo("{\"a\":\"2\",\"b\":\" \"}");
      assertThat(event.path("multiValueQueryStringParameters").path("a")).hasSize(2);
      JsonNode context = event.path("requestContext");
      assertThat(context.path("routeKey").asText()).isEqualTo("$connect");
      assertThat(context.path("domainName").asText())
          .isEqualTo(event.path("headers").path("Host").asText())
          .isEqualTo(context.path("apiId").asText() + ".execute-api.us-east-1.amazonaws.com");
    }
  }

  @Test
  void hasTheMembersOfAwssOwnSamples() throws Exception {
    JsonNode sample =
        SampleEvents.read("rust--fixtures-example-apigw-websocket-request-without-method.json");
    try (TestWebSocketClient _ = TestWebSocketClient.connect(url)) {
      JsonNode event = event("CONNECT");
      assertThat(names(event)).containsExactlyInAnyOrderElementsOf(names(sample));
      assertThat(names(event.path("requestContext")))
          .containsExactlyInAnyOrderElementsOf(names(sample.path("requestContext")));
    }
    JsonNode end = SampleEvents.read("go--testdata-apigw-websocket-request-disconnect.json");
    JsonNode event = event("DISCONNECT");
    assertThat(names(event)).containsExactlyInAnyOrderElementsOf(names(end));
    assertThat(names(event.path("headers")))
        .containsExactlyInAnyOrderElementsOf(names(end.path("headers")));
    assertThat(names(event.path("requestContext")))
        .containsExactlyInAnyOrderElementsOf(names(end.path("requestContext")));
  }

  @Test
  void tellsTheFunctionHowAConnectionEnded() throws Exception {
    try (TestWebSocketClient client = TestWebSocketClient.connect(url)) {
      String id = event("CONNECT").path("requestContext").path("connectionId").asText();
      client.close(4001, "enough");
      JsonNode context = event("DISCONNECT").path("requestContext");
      assertThat(context.path("connectionId").asText()).isEqualTo(id);
      assertThat(context.path("routeKey").asText()).isEqualTo("$disconnect");
      assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(4001);
      assertThat(context.path("disconnectReason").asText()).isEqualTo("enough");
    }
  }

  @Test
  void tellsTheFunctionOfALostClient() throws Exception {
    TestWebSocketClient.connect(url).close();
    JsonNode context = event("DISCONNECT").path("requestContext");
    assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(1006);
    assertThat(stack.connections().views()).isEmpty();
  }

  private JsonNode event(String type) throws InterruptedException {
    while (true) {
      String line = log.poll(60, TimeUnit.SECONDS);
      assertThat(line).as("the event " + type).isNotNull();
      JsonNode event =
          Json.parse(String.valueOf(line).getBytes(StandardCharsets.UTF_8)).orElse(Json.object());
      if (event.path("requestContext").path("eventType").asText().equals(type)) {
        return event;
      }
    }
  }

  private static HttpResponse<?> refusal(URI uri, String answer) {
    HttpResponse<?>[] response = new HttpResponse<?>[1];
    assertThatThrownBy(() -> TestWebSocketClient.connect(uri, "x-sample", answer).close())
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class, refused -> response[0] = refused.getResponse());
    return response[0];
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
