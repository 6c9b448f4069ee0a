package dev.streambed.local.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.Eventually;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.SignedHttpClient;
import dev.streambed.local.TestHttpClient;
import dev.streambed.local.TestWebSocketClient;
import dev.streambed.local.domain.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before all tests, or before each
@TestInstance(Lifecycle.PER_CLASS)
class ConnectionsApiTest {

  @TempDir private static Path folder;

  private LocalStack stack;
  private JsonNode environment;
  private SignedHttpClient function;
  private TestWebSocketClient client;
  private String id;

  @BeforeAll
  void start() throws Exception {
    SampleAssembly.in(folder);
    stack = LocalStack.start(LocalStackOptions.of(folder));
    try (TestHttpClient http = new TestHttpClient()) {
      String answer = http.sample(stack.functionUrl().orElseThrow(), "env").body();
      environment = Json.parse(answer.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
    function = SignedHttpClient.of(environment, "execute-api");
  }

  @AfterAll
  void stop() {
    function.close();
    stack.close();
  }

  @BeforeEach
  void connect() throws Exception {
    Eventually.until(() -> stack.connections().views().isEmpty());
    client = TestWebSocketClient.connect(stack.webSocketUrl().orElseThrow());
    Eventually.until(() -> stack.connections().views().size() == 1);
    id = stack.connections().views().getFirst().id();
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void postsInOrder() throws Exception {
    for (int index = 0; index < 50; index++) {
      assertThat(post("höre " + index).statusCode()).isEqualTo(200);
    }
    for (int index = 0; index < 50; index++) {
      assertThat(client.next()).isEqualTo("höre " + index);
    }
  }

  @Test
  void postsUpTo128KilobytesInFrames() throws Exception {
    String whole = "😀".repeat((128 << 10) / 4);
    assertThat(post(whole).statusCode()).isEqualTo(200);
    assertThat(post("after").statusCode()).isEqualTo(200);
    assertThat(client.next()).isEqualTo(whole);
    assertThat(client.next()).isEqualTo("after");
    HttpResponse<String> larger = post(whole + "a");
    assertThat(larger.statusCode()).isEqualTo(413);
    assertThat(type(larger)).isEqualTo("PayloadTooLargeException");
  }

  @Test
  void saysThatAClientIsGone() throws Exception {
    client.close(1000, "");
    Eventually.until(() -> stack.connections().views().isEmpty());
    HttpResponse<String> gone = post("late");
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(type(gone)).isEqualTo("GoneException");
    assertThat(send("DELETE", id, "").statusCode()).isEqualTo(410);
    assertThat(send("POST", "notAnId", "x").statusCode()).isEqualTo(400);
  }

  @Test
  void endsAConnection() throws Exception {
    assertThat(send("DELETE", id, "").statusCode()).isEqualTo(204);
    assertThat(client.ending()).isEqualTo("1000 Connection Closed Normally");
  }

  @Test
  void showsAConnectionOnlyToWhomThePolicyLets() throws Exception {
    HttpResponse<String> denied = send("GET", id, "");
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.body())
        .contains("is not authorized to perform: execute-api:ManageConnections on resource: ")
        .contains("/prod/GET/@connections/" + id + " because no identity-based policy allows");
  }

  @Test
  void refusesWhatIsNotSignedForIt() throws Exception {
    try (TestHttpClient unsigned = new TestHttpClient();
        SignedHttpClient other = SignedHttpClient.of(environment, "lambda");
        SignedHttpClient elsewhere = function.in("eu-west-1")) {
      assertThat(type(unsigned.send("POST", uri(id), "x")))
          .isEqualTo("MissingAuthenticationTokenException");
      assertThat(type(other.send("POST", uri(id), "x"))).isEqualTo("InvalidSignatureException");
      assertThat(type(elsewhere.send("POST", uri(id), "x"))).isEqualTo("InvalidSignatureException");
    }
    assertThat(client.waiting()).isZero();
  }

  @Test
  void refusesMoreForAClientThatDoesNotRead() throws Exception {
    try (TestWebSocketClient slow = TestWebSocketClient.deaf(stack.webSocketUrl().orElseThrow())) {
      Eventually.until(() -> stack.connections().views().size() == 2);
      String its = stack.connections().views().getLast().id();
      String much = "a".repeat(128 << 10);
      HttpResponse<String> last = send("POST", its, much);
      for (int posts = 0; posts < 200 && last.statusCode() == 200; posts++) {
        last = send("POST", its, much);
      }
      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(type(last)).isEqualTo("LimitExceededException");
      assertThat(slow.waiting()).isZero();
    }
  }

  private HttpResponse<String> post(String text) throws Exception {
    return send("POST", id, text);
  }

  private HttpResponse<String> send(String method, String connection, String body)
      throws Exception {
    return function.send(method, uri(connection), body);
  }

  private URI uri(String connection) {
    String endpoint = environment.path("AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI").asText();
    assertThat(endpoint).endsWith("/prod");
    return URI.create(endpoint + "/@connections/" + connection.replace("=", "%3D"));
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("x-amzn-errortype").orElseThrow();
  }
}
