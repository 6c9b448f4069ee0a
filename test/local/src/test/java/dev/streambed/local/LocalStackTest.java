package dev.streambed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.lambda.EnvironmentTimeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class LocalStackTest {

  private static final String ALLOWED = "openai.gpt-oss-120b-1%3A0";
  private static final String NOT_ALLOWED = "amazon.nova-pro-v1%3A0";

  @TempDir private Path folder;
  private SampleAssembly assembly;

  @BeforeEach
  void synthesize() {
    assembly = SampleAssembly.in(folder);
  }

  @Test
  void bringsUpNothingThatIsNotDeclared() {
    assembly.without("Url").edit("service", template -> template.remove("Outputs"));
    try (LocalStack stack = LocalStack.start(LocalStackOptions.of(folder))) {
      assertThat(stack.functionUrl()).isEmpty();
      assertThat(stack.restUrl()).isPresent();
      assertThat(stack.apiKey()).isPresent();
    }
  }

  @Test
  void startsAProcessAheadOnlyWhenAsked() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStackOptions.of(folder))) {
      assertThat(stack.lambda().timelines()).isEmpty();
    }
    try (LocalStack stack = LocalStack.start(LocalStackOptions.of(folder).withWarmth(true))) {
      Eventually.until(() ->
          stack.lambda().timelines().stream()
              .anyMatch(timeline -> timeline.state() == EnvironmentTimeline.State.IDLE));
    }
  }

  @Test
  void letsAFunctionAskBedrockWhatItsRoleAllows() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStackOptions.of(folder));
        TestHttpClient testHttpClient = new TestHttpClient()) {
      JsonNode environment = environment(stack, testHttpClient);
      assertThat(invoke(environment, ALLOWED).statusCode()).isEqualTo(200);
      HttpResponse<String> refused = invoke(environment, NOT_ALLOWED);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.headers().firstValue("x-amzn-errortype").orElseThrow())
          .startsWith("AccessDeniedException");
      assertThat(refused.body())
          .contains(
              "assumed-role/service-Role-", "is not authorized to perform: bedrock:InvokeModel");
    }
  }

  @Test
  void believesNoSignatureByAnotherKey() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStackOptions.of(folder));
        TestHttpClient testHttpClient = new TestHttpClient()) {
      JsonNode forged =
          Json.object()
              .put(
                  "AWS_ACCESS_KEY_ID",
                  environment(stack, testHttpClient).path("AWS_ACCESS_KEY_ID").asText())
              .put("AWS_SECRET_ACCESS_KEY", "another")
              .put("AWS_SESSION_TOKEN", "t")
              .put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", stack.bedrockUrl().toString());
      assertThat(invoke(forged, ALLOWED).headers().firstValue("x-amzn-errortype").orElseThrow())
          .startsWith("InvalidSignatureException");
    }
  }

  @Test
  void letsAFunctionInvokeItselfLater() throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();
    LocalStackOptions options = LocalStackOptions.of(folder).withLog((_, line) -> log.add(line));
    try (LocalStack stack = LocalStack.start(options);
        TestHttpClient testHttpClient = new TestHttpClient()) {
      JsonNode environment = environment(stack, testHttpClient);
      URI live =
          URI.create(
              environment.path("AWS_ENDPOINT_URL_LAMBDA").asText()
                  + "/2015-03-31/functions/"
                  + environment.path("AWS_LAMBDA_FUNCTION_NAME").asText()
                  + "%3Alive/invocations");
      try (SignedHttpClient function = SignedHttpClient.of(environment, "lambda")) {
        String event = "{\"x-sample\":\"log\"}";
        assertThat(
                function.send("POST", live, event, "X-Amz-Invocation-Type", "Event").statusCode())
            .isEqualTo(202);
      }
      Eventually.until(() -> log.contains("to stderr"));
    }
  }

  @Test
  void takesConsecutivePortsAndNamesTheOneThatIsTaken() throws IOException {
    int base = freeBase();
    LocalStackOptions options =
        LocalStackOptions.of(folder).withPorts(new Ports(base)).withPage(folder);
    try (LocalStack stack = LocalStack.start(options)) {
      assertThat(stack.functionUrl()).contains(URI.create("http://127.0.0.1:" + base + "/"));
      assertThat(stack.restUrl()).contains(URI.create("http://127.0.0.1:" + (base + 1) + "/prod/"));
      assertThat(stack.webSocketUrl())
          .contains(URI.create("ws://127.0.0.1:" + (base + 2) + "/prod"));
      assertThat(stack.pageUrl()).contains(URI.create("http://127.0.0.1:" + (base + 3) + "/"));
      assertThat(stack.controlUrl().getPort()).isEqualTo(base + 4);
      assertThat(stack.bedrockUrl().getPort()).isEqualTo(base + 5);
      assertThat(stack.tables().uri().getPort()).isEqualTo(base + 6);
    }
    for (int offset : new int[] {0, 1, 2, 3, 4, 5, 6, 7}) {
      try (ServerSocket _ = new ServerSocket(base + offset, 1, InetAddress.getLoopbackAddress())) {
        assertThatThrownBy(() -> LocalStack.start(options))
            .isInstanceOfSatisfying(
                LocalStackException.class,
                taken -> assertThat(taken.code()).isEqualTo(LocalStackException.Code.PORT_TAKEN))
            .hasMessageContaining("port " + (base + offset) + " (")
            .hasMessageContaining("is taken");
      }
    }
    LocalStack.start(options).close();
  }

  @Test
  void startsWhateverTheTablesAreCalled() {
    assembly.edit(
        "data",
        template ->
            ((ObjectNode) template.path("Resources").path("Customers").path("Properties"))
                .put("TableName", "my-customers"));
    try (LocalStack stack = LocalStack.start(LocalStackOptions.of(folder))) {
      assertThat(stack.tables().items("my-customers")).hasSize(1);
    }
  }

  @Test
  void hasAnExampleForAModelThatTheTemplateAllows() {
    try (LocalStack stack = LocalStack.start(LocalStackOptions.of(folder))) {
      assertThat(stack.example().orElseThrow().model())
          .isEqualTo("global.anthropic.claude-sonnet-5");
    }
  }

  private static JsonNode environment(LocalStack stack, TestHttpClient testHttpClient)
      throws Exception {
    String answer = testHttpClient.sample(stack.functionUrl().orElseThrow(), "env").body();
    return Json.parse(answer.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private static HttpResponse<String> invoke(JsonNode environment, String model) throws Exception {
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"[[bedrock pieces=1 first=0ms]]\"}]}";
    URI uri =
        URI.create(environment.path("AWS_ENDPOINT_URL_BEDROCK_RUNTIME").asText())
            .resolve("/model/" + model + "/invoke");
    try (SignedHttpClient client = SignedHttpClient.of(environment, "bedrock")) {
      return client.send("POST", uri, body, "Content-Type", "application/json");
    }
  }

  /// A base port followed by free ports, below the ephemeral port range.
  private static int freeBase() throws IOException {
    for (int base = 20_000; base < 30_000; base += 20) {
      if (isFree(base)) {
        return base;
      }
    }
    throw new IOException("no free ports");
  }

  private static boolean isFree(int base) {
    for (int port = base; port < base + 8; port++) {
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        // Free.
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
