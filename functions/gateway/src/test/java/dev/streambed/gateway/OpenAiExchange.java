package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.GoldenExchange;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Calls of OpenAI's API, through the whole function.
///
/// @param path such as `/v1/chat/completions`
record OpenAiExchange(String path) {

  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  static GoldenExchange golden(String name) {
    return new GoldenExchange("/dialect/openai/", name);
  }

  LambdaEvent event(TestGateway gateway, String body) {
    return LambdaEvent.functionUrl("POST", path)
        .withHeader("authorization", "Bearer " + gateway.token())
        .withHeader("x-request-id", "golden-1")
        .withBody(body);
  }

  /// Exchanges what the files say. Times of answers are 0 in the files.
  CollectedResponse checkGolden(String name) throws Exception {
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
      boolean streamed = response.header("content-type").equals("text/event-stream");
      String body = response.body().replaceAll("\"(created|created_at)\":\\d+", "\"$1\":0");
      if (streamed) {
        assertThat(body).isEqualTo(golden.response("sse"));
      } else {
        assertThat(GoldenExchange.json(body))
            .isEqualTo(GoldenExchange.json(golden.response("json")));
      }
      assertThat(gateway.records().getFirst())
          .containsEntry("operation", text(streamed ? "ConverseStream" : "Converse"))
          .containsEntry("dialect", text("openai"))
          .containsEntry("outcome", text("complete"))
          .containsEntry("input_tokens", number(11))
          .containsEntry("output_tokens", number(3))
          .containsEntry("usage_source", text("bedrock"));
      return response;
    }
  }

  /// Asks, and has Bedrock answer with a document.
  ///
  /// @param request takes what Bedrock got
  CollectedResponse call(String body, String answer, Consumer<JsonObject> request)
      throws Exception {
    List<String> requests = new ArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              call.answer(JSON, answer.getBytes(StandardCharsets.UTF_8));
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = gateway.call(event(gateway, body));
      requests.forEach(sent -> request.accept((JsonObject) GoldenExchange.json(sent)));
      return response;
    }
  }

  /// Checks that a request is refused by the name of a member, before Bedrock is asked.
  void checkRefused(String body, String param) throws Exception {
    CollectedResponse response =
        call(
            body,
            "{}",
            request -> {
              throw new AssertionError("Bedrock got " + request.write());
            });
    assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(400);
    JsonObject error = error(response.body());
    assertThat(error.text("param")).contains(param);
    assertThat(error.text("message").orElse("")).contains("'" + param + "'");
    assertThat(error.text("type")).contains("invalid_request_error");
  }

  /// Checks that a stream which is cut behind any frame ends in an error, and that each is recorded
  /// once.
  ///
  /// @param golden the stream; behind its last two frames, `messageStop` and `metadata`, it is
  ///   whole
  /// @param body a request for a stream
  void checkCutEverywhere(String golden, String body) throws Exception {
    List<byte[]> frames = golden(golden).frames();
    for (int length = 0; length < frames.size() - 2; length++) {
      byte[] begun = EventStreamFrames.concat(frames.subList(0, length));
      try (ScriptedBedrock bedrock =
              ScriptedBedrock.start((call, _) -> call.stream().chunk(begun).end());
          TestGateway gateway = TestGateway.before(bedrock.uri())) {
        String answer = gateway.call(event(gateway, body)).body().strip();
        String last = answer.substring(answer.lastIndexOf('\n') + 1).replace("data: ", "");
        assertThat(error(last).text("code")).contains("upstream_error");
        assertThat(answer).doesNotContain("[DONE]").doesNotContain("response.completed");
        assertThat(gateway.records()).hasSize(1);
        assertThat(gateway.records().getFirst()).containsEntry("outcome", text("model_error"));
      }
    }
  }

  static JsonObject error(String json) {
    return ((JsonObject) GoldenExchange.json(json)).objectOrEmpty("error");
  }
}
