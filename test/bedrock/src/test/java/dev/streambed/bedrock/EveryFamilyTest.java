package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.scripted.Script;
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
  private Sdk sdk;

  @BeforeAll
  void start() throws IOException {
    AccessKeys keys = AccessKeys.of(Map.of(Sdk.ACCESS_KEY_ID, Sdk.SECRET));
    bedrock =
        BedrockEndpoint.start(
            BedrockOptions.of(new Answers.Scripted(Script.IMMEDIATE)).withAccessKeys(keys));
    sdk = Sdk.to(bedrock.uri());
  }

  @AfterAll
  void stop() {
    sdk.close();
    bedrock.close();
  }

  static Stream<Sample> samples() {
    return Sample.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysTheSameWholeAndInPieces(Sample sample) {
    byte[] body = sample.asking(PROMPT, 1_000);

    InvokeModelResponse whole = sdk.invoke(sample.modelId(), body);
    List<JsonNode> documents = sdk.stream(sample.modelId(), body);

    List<String> pieces = pieces(sample, documents);
    assertThat(pieces).hasSizeBetween(60, 100);
    assertThat(String.join("", pieces)).isEqualTo(sample.textOf(Sdk.json(whole.body())));
    assertThat(pieces.getFirst()).isEqualTo("You");
    assertThat(String.join("", pieces)).startsWith("You wrote: “What is a stream?” There");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void countsTheSameTokensInHeadersAndMetrics(Sample sample) {
    byte[] body = sample.asking(PROMPT, 1_000);

    InvokeModelResponse whole = sdk.invoke(sample.modelId(), body);
    JsonNode metrics = sdk.stream(sample.modelId(), body).getLast().get(METRICS);

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
  void stopsAtTheRequestsLimit(Sample sample) {
    byte[] body = sample.asking(PROMPT, 7);

    List<JsonNode> documents = sdk.stream(sample.modelId(), body);
    String whole = Sdk.json(sdk.invoke(sample.modelId(), body).body()).toString();

    assertThat(pieces(sample, documents)).hasSize(7);
    assertThat(documents.getLast().at("/" + METRICS + "/outputTokenCount").intValue()).isEqualTo(7);
    String end = documents.stream().skip(documents.size() - 3).toList().toString();
    assertThat(end).containsPattern("(?i)\"(max_tokens|length)\"");
    assertThat(whole).containsPattern("(?i)\"(max_tokens|length)\"");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void namesTheKeyThatIsMissing(Sample sample) {
    assertThatThrownBy(() -> sdk.invoke(sample.modelId(), "{}".getBytes(StandardCharsets.UTF_8)))
        .cause()
        .isInstanceOf(ValidationException.class)
        .hasMessageMatching("(?s).*(required key \\[|: Field required).*");
  }

  @Test
  void answersCohereInOneEventUnlessTheBodyAsksForPieces() {
    byte[] body = "{\"prompt\":\"a\"}".getBytes(StandardCharsets.UTF_8);

    List<JsonNode> documents = sdk.stream("cohere.command-text-v14", body);

    assertThat(documents).hasSize(1);
    assertThat(documents.getFirst().at("/generations/0/text").asText()).startsWith("You wrote");
    assertThat(documents.getFirst().get(METRICS).get("outputTokenCount").intValue()).isPositive();
  }

  @Test
  void refusesToStreamJurassic() {
    byte[] body = "{\"prompt\":\"a\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(
            Sdk.json(sdk.invoke("ai21.j2-mid-v1", body).body())
                .at("/completions/0/data/text")
                .asText())
        .startsWith("You wrote");
    assertThatThrownBy(() -> sdk.stream("ai21.j2-mid-v1", body))
        .hasMessageContaining("The model is unsupported for streaming.");
  }

  private static List<String> pieces(Sample sample, List<JsonNode> documents) {
    return documents.stream().map(sample::pieceOf).filter(text -> !text.isEmpty()).toList();
  }

  private static int header(InvokeModelResponse response, String name) {
    return Integer.parseInt(response.sdkHttpResponse().firstMatchingHeader(name).orElseThrow());
  }
}
