package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.TracedAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The trace of a guardrail that the operators set, in answers that do not just end: its units are
/// read, and nothing of it reaches the caller.
@Timeout(60)
class GuardrailTraceEndsTest {

  private static final String SEED = "/bedrock/stream";
  private static final String NATIVE =
      "/model/" + GuardrailUnitsTest.CLAUDE + "/invoke-with-response-stream";

  private final CountDownLatch over = new CountDownLatch(1);

  @ParameterizedTest
  @ValueSource(strings = {SEED, NATIVE})
  void isReadAfterItsCallerHasLeft(String path) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> TracedAnswers.answer(call));
        TestGateway gateway = TestGateway.before(bedrock.uri(), GuardrailUnitsTest.DEPLOYED)) {
      CollectedResponse response = new CollectedResponse().leavingAfter(1);
      gateway.call(event(gateway, path), response);
      GuardrailUnitsTest.checkUnits(gateway, "client_gone");
      assertThat(response.writes()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SEED, NATIVE})
  void isReadAfterAStop(String path) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              call.stream().chunk(TracedAnswers.claudeBegin());
              over.await();
              call.chunk(TracedAnswers.claudeEnd()).end();
            });
        TestGateway gateway = TestGateway.before(bedrock.uri(), GuardrailUnitsTest.DEPLOYED)) {
      CollectedResponse response = new CollectedResponse();
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(() -> {
            try {
              gateway.call(event(gateway, path).withHeader("x-request-id", "s-1"), response);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      WebSocketTestGateway.until(() -> !response.writes().isEmpty());
      gateway.call(
          LambdaEvent.functionUrl("DELETE", "/requests/s-1")
              .withHeader("authorization", "Bearer " + gateway.token()));
      WebSocketTestGateway.until(response::isFinished);
      over.countDown();
      writing.join();
      GuardrailUnitsTest.checkUnits(gateway, "stopped");
      GuardrailUnitsTest.checkKeptBack(gateway, response);
    }
  }

  /// In an event that the caller gets, long before the end; then the stream breaks.
  @ParameterizedTest
  @ValueSource(strings = {SEED, NATIVE, "/v1/messages"})
  void isReadBeforeAnError(String path) throws Exception {
    String toolUse =
        "{\"type\":\"content_block_start\",\"index\":1,"
            + TracedAnswers.NATIVE_TRACE
            + "\"amazon-bedrock-guardrailAction\":\"NONE\",\"content_block\":"
            + "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}}";
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) ->
                call.stream()
                    .chunk(EventStreamFrames.claudeChunk("Deep."))
                    .chunk(EventStreamFrames.chunk(toolUse))
                    .chunk(EventStreamFrames.exception("modelStreamErrorException", "No more."))
                    .end());
        TestGateway gateway = TestGateway.before(bedrock.uri(), GuardrailUnitsTest.DEPLOYED)) {
      CollectedResponse response = gateway.call(event(gateway, path));
      assertThat(TracedAnswers.read(response)).contains("tool_use");
      GuardrailUnitsTest.checkUnits(gateway, "model_error");
      GuardrailUnitsTest.checkKeptBack(gateway, response);
    }
  }

  /// Bedrock sends whole events. If one is none, what comes after it may be the rest of a trace.
  @ParameterizedTest
  @ValueSource(strings = {SEED, NATIVE, "/v1/messages"})
  void isInNoPartOfAnEventThatCannotBeRead(String path) throws Exception {
    String event = "{\"type\":\"message_stop\"," + TracedAnswers.NATIVE_TRACE + "\"a\":1}";
    for (int at : List.of(30, 43, event.indexOf(TracedAnswers.CANARY) + 5, event.length() - 1)) {
      try (ScriptedBedrock bedrock =
              ScriptedBedrock.start((call, _) ->
                  call.stream()
                      .chunk(EventStreamFrames.claudeChunk("Deep."))
                      .chunk(EventStreamFrames.chunk(event.substring(0, at)))
                      .chunk(EventStreamFrames.chunk(event.substring(at)))
                      .chunk(EventStreamFrames.claudeEnd())
                      .end());
          TestGateway gateway = TestGateway.before(bedrock.uri(), GuardrailUnitsTest.DEPLOYED)) {
        CollectedResponse response = gateway.call(event(gateway, path));
        assertThat(TracedAnswers.read(response))
            .contains("Deep.")
            .doesNotContain("canar", "7f3a", "guardrail");
        GuardrailUnitsTest.checkKeptBack(gateway, response);
        assertThat(gateway.records().getFirst())
            .containsEntry("outcome", text("model_error"))
            .containsEntry("error_reason", text("unreadable_event"))
            .containsEntry("usage_source", text("estimate"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/bedrock, 7", "/v1/messages, 40", "/model/amazon.nova-lite-v1:0/converse, 200"})
  void isInNoDocumentThatCannotBeRead(String path, int missing) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              String whole =
                  new String(TracedAnswers.bytes(call.path(), true), StandardCharsets.UTF_8);
              call.answer(
                  Map.of("content-type", "application/json"),
                  whole.substring(0, whole.length() - missing).getBytes(StandardCharsets.UTF_8));
            });
        TestGateway gateway = TestGateway.before(bedrock.uri(), GuardrailUnitsTest.DEPLOYED)) {
      String body = "{'model':'" + GuardrailUnitsTest.CLAUDE + "','max_tokens':5,'messages':[]}";
      CollectedResponse response =
          gateway.call(
              GuardrailUnitsTest.event(
                  gateway, path, path.contains("converse") ? "{'messages':[]}" : body));
      assertThat(response.prelude().statusCode()).isGreaterThanOrEqualTo(500);
      GuardrailUnitsTest.checkKeptBack(gateway, response);
      assertThat(gateway.records().getFirst())
          .containsEntry("error_reason", text("unreadable_event"))
          .containsEntry("usage_source", text("estimate"));
    }
  }

  /// Every attempt asks for it, at every target.
  @ParameterizedTest
  @ValueSource(strings = {SEED, "/bedrock", "/v1/messages", "/v1/chat/completions"})
  void isAskedForInEveryAttempt(String path) throws Exception {
    Map<String, String> deployment = new HashMap<>(GuardrailUnitsTest.DEPLOYED);
    deployment.put(
        Settings.MODEL_ALIASES,
        "claude=" + GuardrailUnitsTest.CLAUDE + "|anthropic.claude-3-5-haiku-20241022-v1:0");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, number) -> {
              if (number <= 2) {
                call.error("429 No", "ThrottlingException", "{\"trace\":\"canary\"}");
              } else {
                TracedAnswers.answer(call);
              }
            });
        TestGateway gateway = TestGateway.before(bedrock.uri(), deployment)) {
      String body = "{'model':'claude','max_tokens':5,'messages':[{'role':'user','content':'Hi'}]}";
      CollectedResponse response = gateway.call(GuardrailUnitsTest.event(gateway, path, body));
      assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
      assertThat(bedrock.requests()).isEqualTo(3);
      GuardrailUnitsTest.checkUnits(gateway, "complete");
      GuardrailUnitsTest.checkKeptBack(gateway, response);
    }
  }

  /// Bedrock does not tell how the model's own fields and its own members go together.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "['/stop_sequence','/amazon-bedrock-trace']",
        "['/amazon-bedrock-trace/guardrail/modelOutput']",
        "['/am\\u0061zon-bedrock-tr\\u0061ce']",
        "['/Amazon-Bedrock-Trace']"
      })
  void cannotBeAskedForByAPath(String paths) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> TracedAnswers.answer(call));
        TestGateway gateway = TestGateway.before(bedrock.uri(), GuardrailUnitsTest.DEPLOYED)) {
      String path = "/model/amazon.nova-lite-v1:0/converse";
      String body = "{'messages':[],'additionalModelResponseFieldPaths':%s}";
      CollectedResponse refused =
          gateway.call(GuardrailUnitsTest.event(gateway, path, body.formatted(paths)));
      assertThat(refused.prelude().statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .contains("additionalModelResponseFieldPaths./amazon-bedrock-… cannot be set here");
      assertThat(bedrock.requests()).isZero();
      CollectedResponse allowed =
          gateway.call(
              GuardrailUnitsTest.event(gateway, path, body.formatted("['/stop_sequence']")));
      assertThat(allowed.prelude().statusCode()).isEqualTo(200);
    }
  }

  private static LambdaEvent event(TestGateway gateway, String path) {
    String members = path.equals(NATIVE) ? "" : "'model':'%s','stream':true,";
    return GuardrailUnitsTest.event(
        gateway,
        path,
        "{"
            + members.formatted(GuardrailUnitsTest.CLAUDE)
            + "'max_tokens':5,'messages':[{'role':'user','content':'Hi'}]}");
  }
}
