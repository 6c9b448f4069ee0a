package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.scripted.Script;
import dev.streambed.bedrock.signature.SecretKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// The AWS SDK asks every family both ways; its own signer, HTTP client and event-stream decoder
/// take part.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryFamilyTest {

  private static final String METRICS = "amazon-bedrock-invocationMetrics";
  private static final String PROMPT = "What is a stream? [[bedrock rate=max]]";

  private BedrockEndpoint bedrock;
  private SdkClients sdkClients;

  @BeforeAll
  void start() throws IOException {
    SecretKeys keys = SecretKeys.of(Map.of(SdkClients.ACCESS_KEY_ID, SdkClients.SECRET));
    bedrock =
        BedrockEndpoint.start(
            BedrockOptions.of(new ModelSource.Scripted(Script.IMMEDIATE)).withAccessKeys(keys));
    sdkClients = SdkClients.to(bedrock.uri());
  }

  @AfterAll
  void stop() {
    sdkClients.close();
    bedrock.close();
  }

  static Stream<SampleRequest> samples() {
    return SampleRequest.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysTheSameWholeAndInPieces(SampleRequest sampleRequest) {
    byte[] body = sampleRequest.asking(PROMPT, 1_000);

    InvokeModelResponse whole = sdkClients.invoke(sampleRequest.modelId(), body);
    List<JsonNode> documents = sdkClients.stream(sampleRequest.modelId(), body);

    List<String> pieces = pieces(sampleRequest, documents);
    assertThat(pieces).hasSizeBetween(60, 100);
    assertThat(String.join("", pieces))
        .isEqualTo(sampleRequest.textOf(SdkClients.json(whole.body())));
    assertThat(pieces.getFirst()).isEqualTo("You");
    assertThat(String.join("", pieces)).startsWith("You wrote: “What is a stream?” There");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void countsTheSameTokensInHeadersAndMetrics(SampleRequest sampleRequest) {
    byte[] body = sampleRequest.asking(PROMPT, 1_000);

    InvokeModelResponse whole = sdkClients.invoke(sampleRequest.modelId(), body);
    JsonNode metrics = sdkClients.stream(sampleRequest.modelId(), body).getLast().get(METRICS);

    assertThat(header(whole, "x-amzn-bedrock-input-token-count"))
        .isEqualTo(metrics.get("inputTokenCount").intValue())
        .isPositive();
    assertThat(header(whole, "x-amzn-bedrock-output-token-count"))
        .isEqualTo(metrics.get("outputTokenCount").intValue())
        .isBetween(60, 100);
    assertThat(metrics.get("invocationLatency").isIntegralNumber()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void stopsAtTheRequestsLimit(SampleRequest sampleRequest) {
    byte[] body = sampleRequest.asking(PROMPT, 7);

    List<JsonNode> documents = sdkClients.stream(sampleRequest.modelId(), body);
    String whole =
        SdkClients.json(sdkClients.invoke(sampleRequest.modelId(), body).body()).toString();

    assertThat(pieces(sampleRequest, documents)).hasSize(7);
    assertThat(documents.getLast().at("/" + METRICS + "/outputTokenCount").intValue()).isEqualTo(7);
    String end = documents.stream().skip(documents.size() - 3).toList().toString();
    assertThat(end).containsPattern("(?i)\"(max_tokens|length)\"");
    assertThat(whole).containsPattern("(?i)\"(max_tokens|length)\"");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void namesTheKeyThatIsMissing(SampleRequest sampleRequest) {
    assertThatThrownBy(
            () -> sdkClients.invoke(sampleRequest.modelId(), "{}".getBytes(StandardCharsets.UTF_8)))
        .cause()
        .isInstanceOf(ValidationException.class)
        .hasMessageMatching("(?s).*(required key \\[|: Field required).*");
  }

  @Test
  void answersCohereInOneEventUnlessTheBodyAsksForPieces() {
    byte[] body = "{\"prompt\":\"a\"}".getBytes(StandardCharsets.UTF_8);

    List<JsonNode> documents = sdkClients.stream("cohere.command-text-v14", body);

    assertThat(documents).hasSize(1);
    assertThat(documents.getFirst().at("/generations/0/text").asText()).startsWith("You wrote");
    assertThat(documents.getFirst().get(METRICS).get("outputTokenCount").intValue()).isPositive();
  }

  @Test
  void refusesToStreamJurassic() {
    byte[] body = "{\"prompt\":\"a\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(
            SdkClients.json(sdkClients.invoke("ai21.j2-mid-v1", body).body())
                .at("/completions/0/data/text")
                .asText())
        .startsWith("You wrote");
    assertThatThrownBy(() -> sdkClients.stream("ai21.j2-mid-v1", body))
        .hasMessageContaining("The model is unsupported for streaming.");
  }

  private static List<String> pieces(SampleRequest sampleRequest, List<JsonNode> documents) {
    return documents.stream().map(sampleRequest::pieceOf).filter(text -> !text.isEmpty()).toList();
  }

  private static int header(InvokeModelResponse response, String name) {
    return Integer.parseInt(response.sdkHttpResponse().firstMatchingHeader(name).orElseThrow());
  }
}
