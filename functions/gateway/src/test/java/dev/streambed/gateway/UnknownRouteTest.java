package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls that no route has.
@SuppressWarnings("NullAway.Init") // opened before all tests
class UnknownRouteTest {

  private static ScriptedBedrock bedrock;
  private static TestGateway gateway;

  @BeforeAll
  static void open() throws IOException {
    bedrock = ScriptedBedrock.start((call, _) -> call.cut());
    gateway = TestGateway.before(bedrock.uri());
  }

  @AfterAll
  static void close() throws IOException {
    gateway.close();
    bedrock.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /v1/responses/resp_1              | stored responses",
        "DELETE | /openai/v1/responses/resp_1       | stored responses",
        "POST   | /v1/responses/resp_1/cancel       | stored responses",
        "GET    | /v1/responses/resp_1/input_items  | stored responses",
        "POST   | /v1/conversations                 | conversations",
        "POST   | /v1/files                         | files here. Send them within the messages.",
        "GET    | /openai/v1/files/file-1/content   | files here",
        "POST   | /v1/batches                       | batches here. Send the requests one by one.",
        "POST   | /v1/assistants                    | assistants",
        "POST   | /v1/completions                   | use chat/completions",
        "GET    | /v1/chat/completions              | There is no GET /v1/chat/completions here.",
        "PATCH  | /v1/models/one                    | There is no PATCH /v1/models/one here.",
        "POST   | /openai/v1/audio/speech           | There is no POST /openai/v1/audio/speech here."
      })
  void isToldInOpenAisWords(String method, String path, String sentence) throws Exception {
    CollectedResponse response = call(LambdaEvent.functionUrl(method, path));
    assertThat(response.body())
        .startsWith("{\"error\":{\"message\":\"")
        .contains(sentence)
        .endsWith("\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"unknown_url\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /v1/messages/batches           | batches here. Send the requests one by one.",
        "GET  | /anthropic/v1/messages/batches | batches",
        "POST | /anthropic/v1/files            | files here",
        "POST | /anthropic/v1/complete         | use messages",
        "GET  | /v1/messages                   | There is no GET /v1/messages here."
      })
  void isToldInAnthropicsWords(String method, String path, String sentence) throws Exception {
    assertThat(call(LambdaEvent.functionUrl(method, path)).body())
        .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"")
        .contains(sentence);
  }

  @Test
  void isAnthropicsByItsHeader() throws Exception {
    LambdaEvent files =
        LambdaEvent.functionUrl("GET", "/v1/files").withHeader("anthropic-version", "2026-10-21");
    assertThat(call(files).body()).startsWith("{\"type\":\"error\"");
  }

  @ParameterizedTest
  @CsvSource({"POST, /model/one/invoke-it", "GET, /model/one/converse"})
  void isToldInBedrocksWords(String method, String path) throws Exception {
    CollectedResponse response = call(LambdaEvent.functionUrl(method, path));
    assertThat(response.header("x-amzn-errortype")).isEqualTo("ResourceNotFoundException");
    assertThat(response.body())
        .isEqualTo("{\"message\":\"There is no " + method + " " + path + " here.\"}");
  }

  @ParameterizedTest
  @CsvSource({"GET, /bedrock", "PUT, /keys", "GET, /v2/messages", "GET, /v1", "POST, /modelx"})
  void isToldInOurOwnWords(String method, String path) throws Exception {
    assertThat(call(LambdaEvent.functionUrl(method, path)).body())
        .startsWith("{\"error\":\"There is nothing here.\",\"code\":\"not_found\"");
  }

  private static CollectedResponse call(LambdaEvent event) throws Exception {
    CollectedResponse response = gateway.call(event);
    assertThat(response.prelude().statusCode()).isEqualTo(404);
    return response;
  }
}
