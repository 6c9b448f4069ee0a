package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.AlteringProxy;
import dev.streambed.e2e.caller.AlteringSocketProxy;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.product.Launcher;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `./streambed smoke` finds nothing in the product, and everything that is wrong behind a proxy.
@ExtendWith(ProductExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test
class SmokeTest {

  private static final long TIMEOUT_SECONDS = 400;
  private static final Pattern KEY = Pattern.compile("^sb_[A-Za-z0-9_-]{43}$", Pattern.MULTILINE);
  private static final String ANY = "";
  private static final String STREAM = "\"stream\":true";
  private static final String LONG = "five hundred";

  @TempDir private Path folder;
  private Launcher launcher;
  private String key;

  @BeforeEach
  void issueKey(Product product) throws Exception {
    launcher = new Launcher(folder);
    Files.write(
        folder.resolve("state.json"),
        Json.bytes(
            Json.object()
                .put("controlUrl", product.stack().controlUrl().toString())
                .put("functionUrl", product.baseUri(FrontDoor.FUNCTION_URL).toString())
                .put("restUrl", product.baseUri(FrontDoor.REST_STREAM).toString())
                .put("webSocketUrl", product.stack().webSocketUrl().orElseThrow().toString())));
    launcher.run(
        "customers",
        "create",
        "--name",
        "Smoke",
        "--id",
        "smoke-" + System.nanoTime(),
        "--issue-key",
        "--state",
        "state.json");
    Matcher found = KEY.matcher(launcher.output());
    assertThat(found.find()).as(launcher.output()).isTrue();
    key = found.group();
  }

  @AfterEach
  void end() {
    launcher.close();
  }

  @Test
  void findsEverythingAsExpected() throws Exception {
    launcher.set("STREAMBED_API_KEY", key);
    int exitCode = smoke("--state", "state.json");
    assertThat(deviations()).isEmpty();
    assertThat(exitCode).as(launcher.output()).isZero();
    assertThat(launcher.output()).doesNotContain(key);
    assertThat(report().path("findings"))
        .extracting(finding -> finding.path("front_door").asText())
        .contains("function_url", "rest_api", "websocket");
    assertThat(report().path("findings"))
        .filteredOn(finding -> finding.path("check").asText().equals("cold starts"))
        .extracting(finding -> finding.path("verdict").asText())
        .containsExactly("not_checked");
  }

  @Test
  void reportsEachDeviation(Product product) throws Exception {
    Files.writeString(folder.resolve("key"), key + "\n");
    try (AlteringProxy function = new AlteringProxy(product.baseUri(FrontDoor.FUNCTION_URL));
        AlteringProxy rest = new AlteringProxy(product.baseUri(FrontDoor.REST_STREAM));
        AlteringSocketProxy webSocket =
            new AlteringSocketProxy(product.stack().webSocketUrl().orElseThrow())) {
      alter(function);
      alter(webSocket);
      rest.swallowing("DELETE /requests/")
          .replacing("POST /bedrock ", STREAM, "\"done\"", "\"finished\"")
          .replacing("POST /v1/responses", STREAM, "response.created", "response.new");
      int exitCode =
          smoke(
              "--url", function.uri().toString(),
              "--rest-url", rest.uri().toString(),
              "--websocket-url", webSocket.uri().toString(),
              "--key-file", "key");
      assertThat(exitCode).as(launcher.output()).isEqualTo(3);
    }
    assertThat(deviations())
        .containsExactlyInAnyOrder(
            "function_url: AI SDK useChat, errors",
            "function_url: Anthropic Messages",
            "function_url: Anthropic Messages, streamed",
            "function_url: Bedrock Converse, streamed",
            "function_url: OpenAI Responses",
            "function_url: OpenAI chat completions, errors",
            "function_url: POST /bedrock",
            "function_url: POST /bedrock, streamed",
            "function_url: encoded slash",
            "function_url: health",
            "function_url: lists of models",
            "function_url: stop",
            "function_url: unknown route",
            "rest_api: OpenAI Responses, streamed",
            "rest_api: POST /bedrock, array",
            "rest_api: stop",
            "websocket: answer",
            "websocket: ping",
            "websocket: stop",
            "websocket: unknown model",
            "websocket: wrong key");
    assertThat(deviating("function_url", "stop"))
        .anyMatch(each -> each.startsWith("chunks arrive"));
    assertThat(deviating("websocket", "ping")).hasSize(2);
    assertThat(deviating("websocket", "answer")).containsExactly("seq counts from 0");
    assertThat(deviating("rest_api", "stop")).singleElement().asString().contains("stopReason");
  }

  private static void alter(AlteringProxy function) {
    function
        .replacing("GET /health", ANY, "ok", "down")
        .replacing("GET /no-such-route", ANY, "\"code\"", "\"kode\"")
        .replacing("GET /v1/models", ANY, "\"list\"", "\"set\"")
        .withoutHeader("POST /model/arn%3A", ANY, "x-amzn-errortype")
        .withoutHeader("POST /bedrock ", "\"stream\":false", "x-ratelimit-")
        .changing("POST /bedrock ", LONG, wholeStream -> wholeStream)
        .replacing("POST /bedrock ", STREAM, "data: [DONE]", "")
        .withoutHeader("POST /v1/messages", "\"stream\":false", "x-request-id")
        .replacing("POST /v1/messages", STREAM, "message_stop", "message_halt")
        .replacing("POST /v1/chat/completions", STREAM, "invalid_api_key", "bad_key")
        .replacing("POST /v1/responses", "\"stream\":false", "\"response\"", "\"reply\"")
        .changing("POST /model/", ANY, SmokeTest::damaged)
        .withoutHeader("POST /ui/chat", "streambed-smoke", "content-type");
  }

  private static void alter(AlteringSocketProxy webSocket) {
    webSocket
        .replacing("Sec-WebSocket-Protocol", "X-Not-WebSocket-Proto.")
        .replacing("\"pong\"", "\"ping\"")
        .replacing("HTTP/1.1 401 ", "HTTP/1.1 403 ")
        .replacing("model_not_allowed", "model_not_allowes")
        .replacing("\"seq\":2,", "\"seq\":3,")
        .replacing("\"stopped\"", "\"stoppes\"");
  }

  // Frames of an event stream, not documents.
  private static byte[] damaged(byte[] body) {
    if (body.length > 0 && body[0] != '{') {
      body[body.length / 2] ^= 1;
    }
    return body;
  }

  private int smoke(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("smoke", "--report", "report.json"));
    all.addAll(List.of(arguments));
    launcher.start(all.toArray(String[]::new));
    return launcher.exitCode(TIMEOUT_SECONDS);
  }

  private Set<String> deviations() throws IOException {
    Set<String> checks = new TreeSet<>();
    for (JsonNode finding : report().path("findings")) {
      if (finding.path("verdict").asText().equals("deviation")) {
        checks.add(finding.path("front_door").asText() + ": " + finding.path("check").asText());
      }
    }
    return checks;
  }

  private List<String> deviating(String frontDoor, String check) throws IOException {
    List<String> expected = new ArrayList<>();
    for (JsonNode finding : report().path("findings")) {
      if (finding.path("verdict").asText().equals("deviation")
          && finding.path("front_door").asText().equals(frontDoor)
          && finding.path("check").asText().equals(check)) {
        expected.add(finding.path("expected").asText());
      }
    }
    return expected;
  }

  private JsonNode report() throws IOException {
    assertThat(folder.resolve("report.json")).as(launcher.output()).exists();
    return Json.parse(Files.readAllBytes(folder.resolve("report.json"))).orElseThrow();
  }
}
