package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.GoldenExchange;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The AI SDK's chat: what Bedrock gets, and the UI message stream that the caller gets, with
/// Bedrock's counts in both the answer and the record.
@Timeout(60)
class AiSdkTest {

  private static final String SONNET = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String MODEL = "\"model\":\"" + SONNET + "\"";
  private static final String MESSAGES =
      "\"messages\":[{\"id\":\"m1\",\"role\":\"user\",\"parts\":"
          + "[{\"type\":\"text\",\"text\":\"How deep is it?\"}]}]";
  private static final String BODY =
      "{\"id\":\"c\",\"trigger\":\"submit-message\"," + MODEL + "," + MESSAGES + "}";

  @ParameterizedTest
  @ValueSource(strings = {"text", "tools", "history"})
  void exchangesWhatTheFilesSay(String name) throws Exception {
    GoldenExchange golden = golden(name);
    List<String> requests = new ArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              golden.answer(call);
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = gateway.call(event(gateway, golden.request()));
      assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
      assertThat(requests).hasSize(1);
      assertThat(GoldenExchange.json(requests.getFirst())).isEqualTo(golden.bedrockRequest());
      assertThat(response.header("content-type")).isEqualTo("text/event-stream");
      assertThat(response.header("x-vercel-ai-ui-message-stream")).isEqualTo("v1");
      assertThat(response.header("x-accel-buffering")).isEqualTo("no");
      assertThat(response.body()).isEqualTo(golden.response("sse"));
      assertThat(gateway.records().getFirst())
          .containsEntry("operation", text("ConverseStream"))
          .containsEntry("dialect", text("ai_sdk"))
          .containsEntry("outcome", text("complete"))
          .containsEntry("input_tokens", number(11))
          .containsEntry("output_tokens", number(3))
          .containsEntry("usage_source", text("bedrock"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, stop",
    "stop_sequence, stop",
    "max_tokens, length",
    "model_context_window_exceeded, length",
    "tool_use, tool-calls",
    "guardrail_intervened, content-filter",
    "content_filtered, content-filter",
    "word_of_tomorrow, other"
  })
  void saysWhyItEnded(String stopReason, String finishReason) throws Exception {
    assertThat(answer(BODY, stream("", stopReason)).body())
        .endsWith("\"finishReason\":\"" + finishReason + "\"}\n\ndata: [DONE]\n\n");
  }

  @Test
  void saysThatAToolsInputIsNoJson() throws Exception {
    String events =
        "{\"contentBlockStart\":{\"contentBlockIndex\":0,"
            + "\"start\":{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"depth\"}}}},"
            + "{\"contentBlockDelta\":{\"contentBlockIndex\":0,"
            + "\"delta\":{\"toolUse\":{\"input\":\"{\\\"unit\"}}}},"
            + "{\"contentBlockStop\":{\"contentBlockIndex\":0}},";
    assertThat(answer(BODY, stream(events, "max_tokens")).body())
        .contains(
            "{\"type\":\"tool-input-error\",\"toolCallId\":\"t\",\"toolName\":\"depth\","
                + "\"input\":\"{\\\"unit\",\"errorText\":");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "topK | \"topK\":5",
        "stream | \"stream\":true",
        "maxOutputTokens | \"maxOutputTokens\":0",
        "stopSequences | \"stopSequences\":[1]",
        "reasoningEffort | \"reasoningEffort\":\"huge\"",
        "toolChoice | \"toolChoice\":\"any\"",
        "toolChoice.toolName | \"toolChoice\":{\"type\":\"tool\",\"toolName\":\"x\"}",
        "tools.depth.inputSchema | \"tools\":{\"depth\":{}}",
        "tools.depth.execute | \"tools\":{\"depth\":{\"inputSchema\":{},\"execute\":1}}",
        "messages | \"messages\":[]",
        "messages[0].parts | \"messages\":[{\"role\":\"user\",\"content\":\"a\"}]",
        "messages[0].role | \"messages\":[{\"role\":\"tool\",\"parts\":[]}]",
        "messages[0].parts[0].type | \"messages\":[{\"role\":\"user\",\"parts\":"
            + "[{\"type\":\"reasoning\",\"text\":\"a\"}]}]",
        "messages[0].parts[0].type | \"messages\":[{\"role\":\"assistant\",\"parts\":"
            + "[{\"type\":\"file\",\"url\":\"data:,\"}]}]",
        "messages[0].parts[0].url | \"messages\":[{\"role\":\"user\",\"parts\":"
            + "[{\"type\":\"file\",\"url\":\"https://example.com/a.png\"}]}]",
        "messages[0].parts[0].toolCallId | \"messages\":[{\"role\":\"assistant\",\"parts\":"
            + "[{\"type\":\"tool-depth\",\"state\":\"output-available\"}]}]"
      })
  void namesTheMemberThatItRefuses(String member, String members) throws Exception {
    String body = "{" + MODEL + "," + MESSAGES + "," + members + "}";
    CollectedResponse response = answer(body, "");
    assertThat(response.prelude().statusCode()).isEqualTo(400);
    assertThat(response.header("content-type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(response.body()).contains("'" + member + "'").doesNotContain("{\"");
  }

  @Test
  void saysHowToSendTheModel() throws Exception {
    CollectedResponse response = answer("{" + MESSAGES + "}", "");
    assertThat(response.prelude().statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo(
            "'model' is missing: give it to the transport, as in"
                + " new DefaultChatTransport({ api, headers, body: { model } }).");
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, 400",
    "403, AccessDeniedException, 403",
    "424, ModelErrorException, 424",
    "429, ThrottlingException, 429",
    "500, InternalServerException, 502"
  })
  void refusesWithOneSentence(int status, String exception, int expected) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start(
                (call, _) -> call.error(status + " No", exception, "{\"message\":\"stop: no\"}"));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = gateway.call(event(gateway, BODY));
      assertThat(response.prelude().statusCode()).isEqualTo(expected);
      assertThat(response.body()).matches("[A-Z][^\\n{]+\\.|stop: no");
    }
  }

  @Test
  void refusesCallersWithOneSentence() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      LambdaEvent unknown =
          LambdaEvent.functionUrl("POST", "/ui/chat")
              .withHeader("authorization", "Bearer sb_" + "x".repeat(43))
              .withBody(BODY);
      CollectedResponse unauthenticated = gateway.call(unknown);
      assertThat(unauthenticated.prelude().statusCode()).isEqualTo(401);
      assertThat(unauthenticated.body()).isEqualTo("The token is missing or not valid.");
      gateway.limitTo(0);
      CollectedResponse limited = gateway.call(event(gateway, BODY));
      assertThat(limited.prelude().statusCode()).isEqualTo(429);
      assertThat(Integer.parseInt(limited.header("retry-after"))).isPositive();
      CollectedResponse broken = gateway.call(event(gateway, "{\"model\":"));
      assertThat(broken.body()).startsWith("The body").doesNotContain("{");
    }
  }

  @Test
  void tellsOfAnErrorWhereverAStreamIsCut() throws Exception {
    List<byte[]> frames = golden("tools").frames();
    // Behind `messageStop` an answer is whole.
    for (int length = 0; length < frames.size() - 2; length++) {
      byte[] begun = EventStreamFrames.concat(frames.subList(0, length));
      try (ScriptedBedrock bedrock =
              ScriptedBedrock.start((call, _) -> call.stream().chunk(begun).end());
          TestGateway gateway = TestGateway.before(bedrock.uri())) {
        CollectedResponse response = gateway.call(event(gateway, BODY));
        String answer = response.body();
        if (response.prelude().statusCode() == 200) {
          assertThat(answer)
              .contains("data: {\"type\":\"error\",\"errorText\":\"")
              .doesNotContain("\"finish\"")
              .endsWith("\"}\n\ndata: [DONE]\n\n");
        } else {
          assertThat(length).as("nothing was said yet").isLessThanOrEqualTo(1);
          assertThat(response.prelude().statusCode()).isEqualTo(502);
        }
        assertThat(gateway.records()).hasSize(1);
        assertThat(gateway.records().getFirst()).containsEntry("outcome", text("model_error"));
      }
    }
  }

  @Test
  void abortsAStoppedAnswerAtOnce() throws Exception {
    List<byte[]> frames = golden("tools").frames();
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              call.stream().chunk(EventStreamFrames.concat(frames.subList(0, 3)));
              over.await();
              call.chunk(EventStreamFrames.concat(frames.subList(3, frames.size()))).end();
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(
              () -> call(gateway, answer), task -> Thread.ofPlatform().daemon().start(task));
      await(answer, "tools.");
      LambdaEvent stop =
          LambdaEvent.functionUrl("DELETE", "/requests/golden-1")
              .withHeader("authorization", "Bearer " + gateway.token());
      assertThat(gateway.call(stop).prelude().statusCode()).isEqualTo(202);
      await(answer, "[DONE]");
      over.countDown();
      writing.join();
      assertThat(answer.body())
          .endsWith(
              "data: {\"type\":\"reasoning-end\",\"id\":\"reasoning_0\"}\n\n"
                  + "data: {\"type\":\"message-metadata\",\"messageMetadata\":{\"usage\":null,\"costNanoUsd\":null}}\n\n"
                  + "data: {\"type\":\"abort\",\"reason\":"
                  + "\"The answer was stopped by its caller.\"}\n\ndata: [DONE]\n\n");
      assertThat(answer.isFinished()).isTrue();
      assertThat(gateway.records().getFirst())
          .containsEntry("outcome", text("stopped"))
          .containsEntry("output_tokens", number(3));
    }
  }

  private static GoldenExchange golden(String name) {
    return new GoldenExchange("/dialect/aisdk/", name);
  }

  private static String stream(String events, String stopReason) {
    return "["
        + events
        + "{\"messageStop\":{\"stopReason\":\""
        + stopReason
        + "\"}},{\"metadata\":{\"usage\":{\"inputTokens\":1,\"outputTokens\":1}}}]";
  }

  private static CollectedResponse answer(String body, String events) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) ->
                call.stream()
                    .chunk(EventStreamFrames.concat(GoldenExchange.frames(events)))
                    .end());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      return gateway.call(event(gateway, body));
    }
  }

  private static void call(TestGateway gateway, CollectedResponse answer) {
    try {
      gateway.call(event(gateway, BODY), answer);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CollectedResponse answer, String part) throws InterruptedException {
    while (!answer.body().contains(part)) {
      Thread.sleep(5);
    }
  }

  private static LambdaEvent event(TestGateway gateway, String body) {
    return LambdaEvent.functionUrl("POST", "/ui/chat")
        .withHeader("authorization", "Bearer " + gateway.token())
        .withHeader("x-request-id", "golden-1")
        .withBody(body);
  }
}
