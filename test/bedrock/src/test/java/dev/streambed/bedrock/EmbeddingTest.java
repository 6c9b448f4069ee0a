package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// The AWS SDK asks embedding models.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddingTest {

  private static final String TITAN = "amazon.titan-embed-text-v2:0";
  private static final String COHERE = "us.cohere.embed-v4:0";
  private static final String ENGLISH = "cohere.embed-english-v3";
  private static final String NOVA = "amazon.nova-2-multimodal-embeddings-v1:0";

  private BedrockEndpoint bedrock;
  private SdkClients sdkClients;

  @BeforeAll
  void start() throws IOException {
    bedrock = BedrockEndpoint.start(BedrockOptions.of(new ModelSource.Scripted(Script.IMMEDIATE)));
    sdkClients = SdkClients.to(bedrock.uri());
  }

  @AfterAll
  void stop() {
    sdkClients.close();
    bedrock.close();
  }

  @Test
  void embedsEqualTextsEquallyAndLikeTextsAlike() {
    JsonNode river = titan("The river rises in spring");
    assertThat(titan("The river rises in spring")).isEqualTo(river);
    assertThat(product(river, river)).isCloseTo(1, within(1e-6));
    assertThat(product(river, titan("In spring, a river rises")))
        .isGreaterThan(product(river, titan("Nobody reads contracts")) + 0.3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        TITAN + "|{\"inputText\":\"a\"}|/embedding|1024",
        TITAN + "|{\"inputText\":\"a\",\"dimensions\":256}|/embedding|256",
        TITAN + "|{\"inputText\":\"a\"}|/embeddingsByType/float|1024",
        TITAN
            + "|{\"inputText\":\"a\",\"embeddingTypes\":[\"binary\"]}|/embeddingsByType/binary|1024",
        "amazon.titan-embed-text-v1|{\"inputText\":\"a\"}|/embedding|1536",
        "amazon.titan-embed-image-v1|{\"inputText\":\"a\"}|/embedding|1024",
        ENGLISH + "|{\"texts\":[\"a\",\"b\"],\"input_type\":\"search_query\"}|/embeddings/1|1024",
        COHERE + "|{\"texts\":[\"a\"],\"input_type\":\"search_query\"}|/embeddings/float/0|1536",
        COHERE
            + "|{\"texts\":[\"a\"],\"input_type\":\"search_query\",\"embedding_types\":[\"int8\"]}|/embeddings/int8/0|1536",
        COHERE
            + "|{\"texts\":[\"a\"],\"input_type\":\"search_query\",\"embedding_types\":[\"ubinary\"],\"output_dimension\":256}|/embeddings/ubinary/0|32",
        NOVA
            + "|{\"taskType\":\"SINGLE_EMBEDDING\",\"singleEmbeddingParams\":{\"embeddingPurpose\":\"GENERIC_INDEX\",\"text\":{\"truncationMode\":\"END\",\"value\":\"a\"}}}|/embeddings/0/embedding|3072",
        NOVA
            + "|{\"taskType\":\"SINGLE_EMBEDDING\",\"singleEmbeddingParams\":{\"embeddingDimension\":384,\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"AAAA\"}}}}|/embeddings/0/embedding|384",
      })
  void embedsInTheFormatOfEachFamily(String modelId, String body, String vector, int dimensions) {
    assertThat(json(invoke(modelId, body)).at(vector)).hasSize(dimensions);
  }

  @Test
  void countsTheInput() {
    InvokeModelResponse response = invoke(TITAN, "{\"inputText\":\"abcdefgh\"}");
    assertThat(json(response).get("inputTextTokenCount").intValue()).isEqualTo(2);
    assertThat(header(response, "x-amzn-bedrock-input-token-count")).isEqualTo("2");
    assertThat(header(response, "x-amzn-bedrock-invocation-latency")).matches("\\d+");
    InvokeModelResponse cohere =
        invoke(ENGLISH, "{\"texts\":[\"Ab\",\"cd\"],\"input_type\":\"search_document\"}");
    assertThat(header(cohere, "x-amzn-bedrock-input-token-count")).isEqualTo("2");
    assertThat(json(cohere).get("texts").toString()).isEqualTo("[\"ab\",\"cd\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        TITAN + "|{}|required key [inputText] not found",
        TITAN + "|{\"inputText\":\"a\",\"dimensions\":7}|#/dimensions: 7 is not a valid enum value",
        ENGLISH + "|{\"texts\":[\"a\"]}|required key [input_type] not found",
        COHERE + "|{\"input_type\":\"search_query\"}|required key [texts] not found",
        NOVA + "|{}|required key [singleEmbeddingParams] not found",
      })
  void refusesWhatBedrockRefuses(String modelId, String body, String message) {
    assertThatThrownBy(() -> invoke(modelId, body))
        .cause()
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "us.cohere.embed-v4-0.invoke.200.rubyllm.131bc3",
    "cohere.embed-english-v3.invoke.200.ddpy.33afb5",
    "amazon.titan-embed-text-v2-0.invoke.200.rubyllm.747712",
  })
  void hasTheMembersOfRecordedAnswers(String recording) throws IOException {
    Path folder = SharedTestData.folder("recordings");
    JsonNode meta = read(folder, recording + ".meta.json");
    JsonNode request = read(folder, recording + ".request.json");
    JsonNode recorded = read(folder, recording + ".response.json");

    JsonNode answer = json(invoke(meta.get("model").asText(), request.toString()));

    assertThat(RecordedShapes.shape(answer)).isEqualTo(RecordedShapes.shape(recorded));
  }

  private JsonNode titan(String text) {
    return json(invoke(TITAN, Json.object().put("inputText", text).toString())).get("embedding");
  }

  private InvokeModelResponse invoke(String modelId, String body) {
    return sdkClients.invoke(modelId, body.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(InvokeModelResponse response) {
    return SdkClients.json(response.body());
  }

  private static String header(InvokeModelResponse response, String name) {
    return response.sdkHttpResponse().firstMatchingHeader(name).orElseThrow();
  }

  private static JsonNode read(Path folder, String file) throws IOException {
    return Json.read(Files.readAllBytes(folder.resolve(file))).orElseThrow();
  }

  private static double product(JsonNode one, JsonNode other) {
    double sum = 0;
    for (int index = 0; index < one.size(); index++) {
      sum += one.get(index).doubleValue() * other.get(index).doubleValue();
    }
    return sum;
  }
}
