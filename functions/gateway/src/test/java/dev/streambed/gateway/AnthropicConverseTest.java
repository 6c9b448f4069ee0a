package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Anthropic's Messages API with other models than Claude: requests and answers are Converse's.
@Timeout(60)
class AnthropicConverseTest {

  private static final String MODEL = "us.amazon.nova-pro-v1:0";
  private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

  @ParameterizedTest
  @MethodSource("requests")
  void asksInConversesWords(Path file) throws Exception {
    JsonObject example = read(file);
    List<String> requests = new ArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              call.answer(Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      Map<String, Json> request = new LinkedHashMap<>();
      request.put("model", example.get("model").orElseThrow());
      request.putAll(example.objectOrEmpty("request").members());
      CollectedResponse response = gateway.call(event(gateway, new JsonObject(request).write()));
      assertThat(response.body()).startsWith("{\"type\":\"message\"");
      assertThat(requests).containsExactly(example.objectOrEmpty("converse").write());
      assertThat(gateway.records().getFirst())
          .containsEntry("operation", text("Converse"))
          .containsEntry("dialect", text("anthropic"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "container: | \"container\":\"c\"",
        "mcp_servers: | \"mcp_servers\":[]",
        "context_management: | \"context_management\":{}",
        "inference_geo: | \"inference_geo\":\"us\"",
        "cache_control: | \"cache_control\":{\"type\":\"ephemeral\"}",
        "max_tokens: | \"max_tokens\":\"1\"",
        "thinking.type: | \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}",
        "thinking.display: | \"thinking\":{\"type\":\"adaptive\",\"display\":\"omitted\"}",
        "service_tier: | \"service_tier\":\"fast\"",
        "metadata.user_id: | \"metadata\":{\"user_id\":\"{}\"}",
        "output_config.task_budget: | \"output_config\":{\"task_budget\":{}}",
        "tools.0.type: | \"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]",
        "tools.0.defer_loading: | \"tools\":[{\"name\":\"a\",\"defer_loading\":true}]",
        "tools.0.allowed_callers: | \"tools\":[{\"name\":\"a\",\"allowed_callers\":[]}]",
        "tools.0: | \"tools\":[1]",
        "tool_choice.disable_parallel_tool_use: |"
            + " \"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}",
        "system.0.type: | \"system\":[{\"type\":\"image\"}]"
      })
  void namesTheMemberThatConverseCannotSay(String member, String members) throws Exception {
    checkRefused(member, members + "," + HI);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "messages.0.content.0.source.type: |"
            + " {\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://a.example\"}}",
        "messages.0.content.0.source.media_type: |"
            + " {\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/bmp\",\"data\":\"\"}}",
        "messages.0.content.0.source.type: |"
            + " {\"type\":\"document\",\"source\":{\"type\":\"file\",\"file_id\":\"f\"}}",
        "messages.0.content.0.type: | {\"type\":\"server_tool_use\",\"id\":\"a\"}",
        "messages.0.content.0.type: | {\"type\":\"search_result\"}",
        "messages.0.content.0.text: | {\"type\":\"text\"}",
        "messages.0.content.0.citations: | {\"type\":\"text\",\"text\":\"a\",\"citations\":[{}]}",
        "messages.0.content.0.cache_control.ttl: |"
            + " {\"type\":\"text\",\"text\":\"a\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":1}}",
        "messages.0.content.0.content.0.type: |"
            + " {\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":[{\"type\":\"tool_reference\"}]}"
      })
  void namesTheBlockThatConverseCannotSay(String member, String block) throws Exception {
    checkRefused(member, "\"messages\":[{\"role\":\"user\",\"content\":[" + block + "]}]");
  }

  @Test
  void refusesToForbidToolsThatWereUsed() throws Exception {
    checkRefused(
        "tool_choice:",
        "\"tools\":[{\"name\":\"a\"}],\"tool_choice\":{\"type\":\"none\"},\"messages\":[{\"role\":"
            + "\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"1\",\"name\":\"a\"}]}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tools", "reasoning", "refusal", "citations"})
  void writesAStreamAsAnthropicsEvents(String name) throws Exception {
    byte[] frames = EventStreamFrames.concat(frames(name));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> call.stream().chunk(frames).end());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = gateway.call(stream(gateway));
      assertThat(response.header("content-type")).isEqualTo("text/event-stream");
      assertThat(response.header("request-id")).isEqualTo("r-1");
      assertThat(response.body()).isEqualTo(Files.readString(resource("streams/" + name + ".sse")));
      Map<String, AttributeValue> item = gateway.records().getFirst();
      assertThat(item)
          .containsEntry("operation", text("ConverseStream"))
          .containsEntry("outcome", text("complete"))
          .containsEntry("input_tokens", number(11))
          .containsEntry("output_tokens", number(3))
          .containsEntry("cache_read_tokens", number(5))
          .containsEntry("cache_write_tokens", number(3))
          .containsEntry("cache_write_1h_tokens", number(2));
    }
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void endsAStreamThatIsCutAfterAnyFrameWithAnError(String name, int number) throws Exception {
    byte[] begun = EventStreamFrames.concat(frames(name).subList(0, number));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> call.stream().chunk(begun).end());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = gateway.call(stream(gateway));
      List<String> whole = Files.readAllLines(resource("streams/" + name + ".sse"));
      List<String> told = response.body().lines().toList();
      if (response.prelude().statusCode() != 200) {
        assertThat(response.prelude().statusCode()).isEqualTo(500);
        assertThat(response.body())
            .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"api_error\"");
      } else if (told.get(told.size() - 3).equals("event: message_stop")) {
        // The stop reason was told; only Bedrock's counts are missing.
        assertThat(number).isEqualTo(frames(name).size() - 1);
      } else {
        assertThat(told.get(told.size() - 3)).isEqualTo("event: error");
        assertThat(told.get(told.size() - 2))
            .startsWith("data: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"");
        assertThat(whole).startsWith(told.subList(0, told.size() - 3).toArray(String[]::new));
      }
      assertThat(gateway.records()).hasSize(1);
    }
  }

  @Test
  void writesADocumentAsAMessage() throws Exception {
    String json =
        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":["
            + "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm\",\"signature\":\"c2ln\"}}},"
            + "{\"reasoningContent\":{\"redactedContent\":\"cmVk\"}},"
            + "{\"text\":\"Deep.\"},"
            + "{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"depth\",\"input\":{\"at\":[1e2]}}}]}},"
            + "\"stopReason\":\"tool_use\",\"usage\":{\"inputTokens\":11,\"outputTokens\":3,"
            + "\"totalTokens\":22,\"cacheReadInputTokens\":5,\"cacheWriteInputTokens\":3,"
            + "\"cacheDetails\":[{\"ttl\":\"1h\",\"inputTokens\":2}]}}";
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start(
                (call, _) -> call.answer(Map.of(), json.getBytes(StandardCharsets.UTF_8)));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response =
          gateway.call(
              event(gateway, "{\"model\":\"" + MODEL + "\"," + HI + "}")
                  .withHeader("x-request-id", "r-1"));
      assertThat(response.header("content-type")).isEqualTo("application/json");
      assertThat(response.body())
          .isEqualTo(
              "{\"type\":\"message\",\"id\":\"msg_r-1\",\"role\":\"assistant\",\"model\":\""
                  + MODEL
                  + "\",\"content\":["
                  + "{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"c2ln\"},"
                  + "{\"type\":\"redacted_thinking\",\"data\":\"cmVk\"},"
                  + "{\"type\":\"text\",\"text\":\"Deep.\"},"
                  + "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"depth\","
                  + "\"input\":{\"at\":[1e2]}}],"
                  + "\"stop_reason\":\"tool_use\",\"stop_sequence\":null,\"usage\":{"
                  + "\"input_tokens\":11,\"cache_creation_input_tokens\":3,"
                  + "\"cache_read_input_tokens\":5,\"cache_creation\":{"
                  + "\"ephemeral_5m_input_tokens\":1,\"ephemeral_1h_input_tokens\":2},"
                  + "\"output_tokens\":3}}");
    }
  }

  @Test
  void closesWhatIsOpenWhenTheAnswerIsStopped() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    List<byte[]> frames = frames("tools");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              var stream = call.stream().chunk(EventStreamFrames.concat(frames.subList(0, 6)));
              over.await();
              stream.chunk(EventStreamFrames.concat(frames.subList(6, frames.size()))).end();
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = new CollectedResponse();
      LambdaEvent event = stream(gateway);
      CompletableFuture<Void> answering =
          CompletableFuture.runAsync(() -> call(gateway, event, response));
      await(response, "partial_json");
      LambdaEvent stop =
          LambdaEvent.functionUrl("DELETE", "/requests/r-1")
              .withHeader("x-api-key", gateway.token());
      assertThat(gateway.call(stop).prelude().statusCode()).isEqualTo(202);
      await(response, "message_stop");
      over.countDown();
      answering.get(20, TimeUnit.SECONDS);
      assertThat(response.body())
          .endsWith(
              "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}\n\n"
                  + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":"
                  + "{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                  + "\"usage\":{\"output_tokens\":0}}\n\n"
                  + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
      assertThat(gateway.records().getFirst())
          .containsEntry("outcome", text("stopped"))
          .containsEntry("output_tokens", number(3));
    }
  }

  @Test
  void beginsAndEndsAMessageThatIsStoppedBeforeItsFirstEvent() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              asked.countDown();
              over.await();
              call.stream().chunk(EventStreamFrames.concat(frames("tools"))).end();
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = new CollectedResponse();
      LambdaEvent event = stream(gateway);
      CompletableFuture<Void> answering =
          CompletableFuture.runAsync(() -> call(gateway, event, response));
      asked.await();
      LambdaEvent stop =
          LambdaEvent.functionUrl("DELETE", "/requests/r-1")
              .withHeader("x-api-key", gateway.token());
      gateway.call(stop);
      await(response, "message_stop");
      over.countDown();
      answering.get(20, TimeUnit.SECONDS);
      assertThat(response.body().lines().filter(line -> line.startsWith("event: ")))
          .containsExactly("event: message_start", "event: message_delta", "event: message_stop");
    }
  }

  static Stream<Path> requests() throws Exception {
    try (Stream<Path> files = Files.list(resource("requests"))) {
      return files.sorted().toList().stream();
    }
  }

  static Stream<Object[]> cuts() {
    return Stream.of("tools", "reasoning", "citations")
        .flatMap(name ->
            IntStream.range(0, frames(name).size()).mapToObj(cut -> new Object[] {name, cut}));
  }

  private static void checkRefused(String member, String members) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response =
          gateway.call(event(gateway, "{\"model\":\"" + MODEL + "\"," + members + "}"));
      assertThat(response.prelude().statusCode()).isEqualTo(400);
      assertThat(response.body())
          .startsWith(
              "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\""
                  + member);
      assertThat(bedrock.requests()).isZero();
      assertThat(gateway.records()).isEmpty();
    }
  }

  private static void call(TestGateway gateway, LambdaEvent event, CollectedResponse response) {
    try {
      gateway.call(event, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(CollectedResponse response, String part) throws InterruptedException {
    while (!response.body().contains(part)) {
      Thread.sleep(5);
    }
  }

  private static LambdaEvent stream(TestGateway gateway) {
    return event(gateway, "{\"model\":\"" + MODEL + "\",\"stream\":true," + HI + "}")
        .withHeader("x-request-id", "r-1");
  }

  private static LambdaEvent event(TestGateway gateway, String body) {
    return LambdaEvent.functionUrl("POST", "/v1/messages")
        .withHeader("x-api-key", gateway.token())
        .withBody(body);
  }

  /// The frames of an example: a list of objects with one member each, named after the event.
  private static List<byte[]> frames(String name) {
    try {
      List<Json> events = ((JsonArray) Json.read(bytes("streams/" + name + ".json"))).elements();
      return events.stream()
          .flatMap(event -> ((JsonObject) event).members().entrySet().stream())
          .map(event -> EventStreamFrames.event(event.getKey(), event.getValue().write()))
          .toList();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject read(Path file) throws IOException {
    return (JsonObject) Json.read(Files.readAllBytes(file));
  }

  private static byte[] bytes(String name) throws IOException, URISyntaxException {
    return Files.readAllBytes(resource(name));
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(
                AnthropicConverseTest.class.getResource("/dialect/anthropic/" + name))
            .toURI());
  }
}
