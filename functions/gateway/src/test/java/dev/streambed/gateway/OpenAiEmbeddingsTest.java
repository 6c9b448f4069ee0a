package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.ScriptedBedrockCall;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Embeddings: what the models get, each in its own format, and what the caller gets.
@Timeout(60)
class OpenAiEmbeddingsTest {

  private static final OpenAiExchange EMBEDDINGS = new OpenAiExchange("/v1/embeddings");
  private static final String TITAN = "amazon.titan-embed-text-v2:0";
  private static final String COHERE = "cohere.embed-english-v3";
  private static final String COHERE_4 = "us.cohere.embed-v4:0";
  private static final String NOVA = "amazon.nova-2-multimodal-embeddings-v1:0";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        TITAN + " | \"dimensions\":256 | {\"inputText\":\"sea\",\"dimensions\":256}",
        "amazon.titan-embed-text-v1 | \"user\":\"me\" | {\"inputText\":\"sea\"}",
        COHERE + " | \"user\":null | {\"texts\":[\"sea\"],\"input_type\":\"search_document\"}",
        COHERE
            + " | \"input_type\":\"search_query\",\"truncate\":\"END\""
            + " | {\"texts\":[\"sea\"],\"input_type\":\"search_query\",\"truncate\":\"END\"}",
        COHERE_4
            + " | \"dimensions\":512"
            + " | {\"texts\":[\"sea\"],\"input_type\":\"search_document\",\"output_dimension\":512}",
        NOVA
            + " | \"dimensions\":384 | {\"taskType\":\"SINGLE_EMBEDDING\",\"singleEmbeddingParams\":"
            + "{\"embeddingPurpose\":\"GENERIC_INDEX\",\"embeddingDimension\":384,"
            + "\"text\":{\"truncationMode\":\"NONE\",\"value\":\"sea\"}}}"
      })
  void asksEachModelInItsOwnFormat(String model, String member, String expected) throws Exception {
    EMBEDDINGS.call(
        body(model, "\"sea\"", member),
        "{\"embedding\":[1]}",
        request -> assertThat(request.write()).isEqualTo(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        TITAN + " | {\"embedding\":[0.5,-2],\"inputTextTokenCount\":3}",
        COHERE + " | {\"embeddings\":[[0.5,-2]],\"response_type\":\"embeddings_floats\"}",
        COHERE_4 + " | {\"embeddings\":{\"float\":[[0.5,-2]]}}",
        NOVA + " | {\"embeddings\":[{\"embeddingType\":\"TEXT\",\"embedding\":[0.5,-2]}]}"
      })
  void answersInOneFormat(String model, String answer) throws Exception {
    JsonObject list =
        object(EMBEDDINGS.call(body(model, "[\"sea\"]", "\"user\":null"), answer, _ -> {}));
    assertThat(list.text("object")).contains("list");
    assertThat(list.text("model")).contains(model);
    assertThat(list.get("data").map(Json::write))
        .contains("[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5,-2]}]");
    // 0.5 and -2 as 32-bit numbers, the lowest byte first.
    JsonObject base64 =
        object(
            EMBEDDINGS.call(
                body(model, "[\"sea\"]", "\"encoding_format\":\"base64\""), answer, _ -> {}));
    assertThat(base64.get("data").map(Json::write).orElse("")).contains("\"AAAAPwAAAMA=\"");
  }

  @Test
  void callsAModelOfOneTextOncePerText() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              titan(call);
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      StringBuilder texts = new StringBuilder("\"text 10\"");
      for (int number = 11; number < 30; number++) {
        texts.append(",\"text ").append(number).append('"');
      }
      CollectedResponse response =
          gateway.call(EMBEDDINGS.event(gateway, body(TITAN, "[" + texts + "]", "\"user\":null")));
      String written = object(response).get("data").map(Json::write).orElse("");
      for (int number = 10; number < 30; number++) {
        assertThat(written)
            .contains("\"index\":%d,\"embedding\":[%d]".formatted(number - 10, number));
      }
      assertThat(requests).hasSize(20);
      assertThat(object(response).get("usage").map(Json::write))
          .contains("{\"prompt_tokens\":60,\"total_tokens\":60}");
      assertThat(gateway.records()).hasSize(1);
      assertThat(gateway.admitted()).isOne();
      assertThat(gateway.records().getFirst())
          .containsEntry("operation", text("InvokeModel"))
          .containsEntry("dialect", text("openai"))
          .containsEntry("usage_source", text("bedrock"))
          .containsEntry("input_tokens", number(60));
    }
  }

  @Test
  void billsWhatWasEmbeddedBeforeAFailure() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              if (new String(call.request(), StandardCharsets.UTF_8).contains("text 11")) {
                call.error("400 No", "ValidationException", "{\"message\":\"Too many tokens.\"}");
              } else {
                titan(call);
              }
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      String texts = "[\"text 10\",\"text 11\",\"text 12\"]";
      CollectedResponse response =
          gateway.call(EMBEDDINGS.event(gateway, body(TITAN, texts, "\"user\":null")));
      assertThat(response.prelude().statusCode()).isEqualTo(400);
      Map<String, AttributeValue> item = gateway.records().getFirst();
      assertThat(gateway.records()).hasSize(1);
      assertThat(item).containsEntry("input_tokens", number(6));
    }
  }

  @Test
  void callsCohereOncePer96Texts() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();
    String texts = "\"a\",".repeat(96) + "\"a\"";
    EMBEDDINGS.call(
        body(COHERE, "[" + texts + "]", "\"user\":null"),
        "{\"embeddings\":[]}",
        request -> requests.add(request.write()));
    assertThat(requests).hasSize(2);
  }

  @Test
  void failsWhenVectorsAreMissing() throws Exception {
    CollectedResponse response =
        EMBEDDINGS.call(body(TITAN, "\"sea\"", "\"user\":null"), "{}", _ -> {});
    assertThat(response.prelude().statusCode()).isEqualTo(502);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "model | anthropic.claude-3-haiku-20240307-v1:0 | \"sea\" | \"user\":null",
        "input | " + TITAN + " | [1,2] | \"user\":null",
        "input | " + TITAN + " | [[1,2]] | \"user\":null",
        "input | " + TITAN + " | [] | \"user\":null",
        "input | " + TITAN + " | null | \"user\":null",
        "encoding_format | " + TITAN + " | \"sea\" | \"encoding_format\":\"hex\"",
        "dimensions | " + COHERE + " | \"sea\" | \"dimensions\":5",
        "input_type | " + TITAN + " | \"sea\" | \"input_type\":\"search_query\""
      })
  void namesTheMemberThatItRefuses(String param, String model, String input, String member)
      throws Exception {
    EMBEDDINGS.checkRefused(body(model, input, member), param);
  }

  // A vector of the number in the text; three tokens each.
  private static void titan(ScriptedBedrockCall call) throws IOException {
    String number = new String(call.request(), StandardCharsets.UTF_8).replaceAll("\\D", "");
    String answer = "{\"embedding\":[" + number + "],\"inputTextTokenCount\":3}";
    call.answer(
        Map.of("content-type", "application/json"), answer.getBytes(StandardCharsets.UTF_8));
  }

  private static String body(String model, String input, String member) {
    return "{\"model\":\"" + model + "\",\"input\":" + input + "," + member + "}";
  }

  private static JsonObject object(CollectedResponse response) {
    assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
    return (JsonObject) Json.read(response.bytes());
  }
}
