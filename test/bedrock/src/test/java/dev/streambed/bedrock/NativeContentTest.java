package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// Reasoning, citations and cached tokens in the models' own formats.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeContentTest {

  private static final String CLAUDE = "anthropic.claude-3-5-sonnet-20240620-v1:0";
  private static final String NOVA = "us.amazon.nova-micro-v1:0";
  private static final String GPT = "openai.gpt-oss-120b-1:0";
  private static final String COMMAND_R = "cohere.command-r-v1:0";
  private static final String JAMBA = "ai21.jamba-1-5-mini-v1:0";

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

  @ParameterizedTest
  @CsvSource({
    CLAUDE + ", /delta/thinking, a b",
    "us.amazon.nova-2-lite-v1:0, /contentBlockDelta/delta/reasoningContent/reasoningText/text, a b",
    GPT + ", /choices/0/delta/content, <reasoning>a b</reasoning>c",
    "qwen.qwen3-32b-v1:0, /choices/0/delta/reasoning_content, a b",
    "mistral.magistral-small-2509, /choices/0/delta/content/0/thinking/0/text, a b",
  })
  void streamsReasoning(String modelId, String pointer, String reasoning) {
    List<JsonNode> documents = stream(modelId, "[[bedrock reasoning=\"a b\" text=c]]");
    assertThat(joined(documents, pointer)).isEqualTo(reasoning);
  }

  @Test
  void signsTheReasoningOfClaudeAndHidesItOnRequest() {
    JsonNode thinking = whole(CLAUDE, "[[bedrock reasoning=a text=c]]").at("/content/0");
    assertThat(thinking.get("type").asText()).isEqualTo("thinking");
    assertThat(thinking.get("signature").asText()).isNotEmpty();
    JsonNode redacted = whole(CLAUDE, "[[bedrock redacted text=c]]").at("/content/0");
    assertThat(redacted.get("type").asText()).isEqualTo("redacted_thinking");
    assertThat(redacted.get("data").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    CLAUDE + ", /content/0/citations/0/type, /delta/citation/type, char_location",
    COMMAND_R + ", /citations/0/text, /citations/0/text, a b",
  })
  void citesASource(String modelId, String whole, String streamed, String value) {
    String prompt = "[[bedrock citations text=\"a b\"]]";
    assertThat(whole(modelId, prompt).at(whole).asText()).isEqualTo(value);
    assertThat(joined(stream(modelId, prompt), streamed)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "amazon.titan-text-express-v1, tool",
    "meta.llama3-8b-instruct-v1:0, reasoning",
    NOVA + ", reasoning",
    JAMBA + ", redacted",
    NOVA + ", citations",
  })
  void saysWhatAFormatHasNot(String modelId, String word) {
    assertThatThrownBy(() -> whole(modelId, "[[bedrock " + word + "]]"))
        .cause()
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(word + " is not possible in the format of " + modelId);
  }

  @ParameterizedTest
  @ValueSource(strings = {CLAUDE, NOVA, GPT, "meta.llama3-8b-instruct-v1:0"})
  void countsWhatTheCacheHandled(String modelId) {
    String prompt = "[[bedrock cacheRead=70 cacheWrite=20 cacheWrite1h=3 text=c]]";
    JsonNode metrics = stream(modelId, prompt).getLast().get("amazon-bedrock-invocationMetrics");
    var headers = sdkClients.invoke(modelId, body(modelId, prompt)).sdkHttpResponse();

    assertThat(metrics.get("cacheReadInputTokenCount").intValue()).isEqualTo(70);
    assertThat(metrics.get("cacheWriteInputTokenCount").intValue()).isEqualTo(23);
    assertThat(headers.firstMatchingHeader("x-amzn-bedrock-cache-read-input-token-count"))
        .contains("70");
    assertThat(headers.firstMatchingHeader("x-amzn-bedrock-cache-write-input-token-count"))
        .contains("23");
  }

  private JsonNode whole(String modelId, String prompt) {
    return SdkClients.json(sdkClients.invoke(modelId, body(modelId, prompt)).body());
  }

  private List<JsonNode> stream(String modelId, String prompt) {
    return sdkClients.stream(modelId, body(modelId, prompt));
  }

  private static String joined(List<JsonNode> documents, String pointer) {
    return documents.stream()
        .map(document -> document.at(pointer).asText())
        .collect(Collectors.joining());
  }

  private static byte[] body(String modelId, String prompt) {
    String format =
        modelId.contains("nova-2")
            ? NOVA
            : modelId.startsWith("qwen") || modelId.contains("magistral") ? GPT : modelId;
    return SampleRequest.of(format).asking(prompt, 1_000);
  }
}
