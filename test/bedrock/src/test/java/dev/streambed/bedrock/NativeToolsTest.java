package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tools in the models' own formats.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeToolsTest {

  private static final String CLAUDE = "anthropic.claude-3-5-sonnet-20240620-v1:0";
  private static final String NOVA = "us.amazon.nova-micro-v1:0";
  private static final String GPT = "openai.gpt-oss-120b-1:0";
  private static final String PIXTRAL = "us.mistral.pixtral-large-2502-v1:0";
  private static final String COMMAND_R = "cohere.command-r-v1:0";
  private static final String JAMBA = "ai21.jamba-1-5-mini-v1:0";
  private static final String CALL = "[[bedrock tool=depth input='{\"river\": \"Rhine\"}']]";
  private static final String INPUT = "{\"river\": \"Rhine\"}";

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
    CLAUDE + ", /content/0/name, /content/0/input/river",
    NOVA
        + ", /output/message/content/0/toolUse/name, /output/message/content/0/toolUse/input/river",
    COMMAND_R + ", /tool_calls/0/name, /tool_calls/0/parameters/river",
  })
  void callsAToolWithAnObject(String modelId, String name, String river) {
    JsonNode answer = whole(modelId, CALL);
    assertThat(answer.at(name).asText()).isEqualTo("depth");
    assertThat(answer.at(river).asText()).isEqualTo("Rhine");
  }

  @ParameterizedTest
  @ValueSource(strings = {GPT, PIXTRAL, JAMBA})
  void callsAToolWithJson(String modelId) {
    JsonNode choice = whole(modelId, CALL).at("/choices/0");
    assertThat(choice.at("/message/tool_calls/0/function/name").asText()).isEqualTo("depth");
    assertThat(choice.at("/message/tool_calls/0/function/arguments").asText()).isEqualTo(INPUT);
    assertThat(choice.toString()).contains("_reason\":\"tool_calls\"");
  }

  @ParameterizedTest
  @CsvSource({
    CLAUDE + ", /delta/partial_json, tool_use",
    NOVA + ", /contentBlockDelta/delta/toolUse/input, tool_use",
    GPT + ", /choices/0/delta/tool_calls/0/function/arguments, tool_calls",
    JAMBA + ", /choices/0/delta/tool_calls/0/function/arguments, tool_calls",
    PIXTRAL + ", /choices/0/message/tool_calls/0/function/arguments, tool_calls",
  })
  void streamsACall(String modelId, String pointer, String stopReason) {
    List<JsonNode> documents = stream(modelId, CALL);
    assertThat(joined(documents, pointer)).isEqualTo(INPUT);
    assertThat(documents.toString()).contains("\"depth\"", "\"" + stopReason + "\"");
  }

  @Test
  void streamsACallOfCohereBetweenTextAndEnd() {
    List<JsonNode> documents = stream(COMMAND_R, CALL.replace("tool=", "text=a tool="));
    assertThat(documents)
        .extracting(document -> document.get("event_type").asText())
        .containsExactly("text-generation", "tool-calls-generation", "stream-end");
    assertThat(documents.get(1).at("/tool_calls/0/parameters/river").asText()).isEqualTo("Rhine");
  }

  @ParameterizedTest
  @ValueSource(strings = {CLAUDE, NOVA, GPT, PIXTRAL, COMMAND_R, JAMBA})
  void isCutOffInACall(String modelId) {
    byte[] body = SampleRequest.of(modelId).asking(CALL, 2);
    List<JsonNode> documents = sdkClients.stream(modelId, body);
    String whole = SdkClients.json(sdkClients.invoke(modelId, body).body()).toString();

    assertThat(documents.toString()).containsPattern("(?i)\"(max_tokens|length)\"");
    assertThat(whole).containsPattern("(?i)\"(max_tokens|length)\"");
    assertThat(documents.getLast().at("/amazon-bedrock-invocationMetrics/outputTokenCount"))
        .hasToString("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        CLAUDE
            + "|\"tools\":[{\"name\":\"f\",\"input_schema\":{}}],\"tool_choice\":{\"type\":\"any\"}|\"name\":\"f\"",
        CLAUDE
            + "|\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"const\":7}}}|\"text\":\"7\"",
        GPT
            + "|\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"tool_choice\":\"required\"|\"name\":\"f\"",
        GPT
            + "|\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{\"enum\":[7]}}}|\"content\":\"7\"",
        PIXTRAL
            + "|\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"tool_choice\":\"any\"|\"name\":\"f\"",
        PIXTRAL + "|\"response_format\":{\"type\":\"json_object\"}|\"content\":\"{}\"",
        COMMAND_R
            + "|\"response_format\":{\"type\":\"json_object\",\"schema\":{\"const\":7}}|\"text\":\"7\"",
        NOVA
            + "|\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"f\"}}],\"toolChoice\":{\"tool\":{\"name\":\"f\"}}}|\"name\":\"f\"",
      })
  void doesWhatTheRequestDemands(String modelId, String members, String part) {
    assertThat(
            SdkClients.json(sdkClients.invoke(modelId, with(modelId, members)).body()).toString())
        .contains(part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        CLAUDE
            + "|{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"five metres\"}]}",
        NOVA
            + "|{\"role\":\"user\",\"content\":[{\"toolResult\":{\"toolUseId\":\"t\",\"content\":[{\"text\":\"five metres\"}]}}]}",
        GPT + "|{\"role\":\"tool\",\"tool_call_id\":\"t\",\"content\":\"five metres\"}",
        PIXTRAL + "|{\"role\":\"tool\",\"tool_call_id\":\"t\",\"content\":\"five metres\"}",
        JAMBA + "|{\"role\":\"tool\",\"tool_call_id\":\"t\",\"content\":\"five metres\"}",
      })
  void saysTheResultOfATool(String modelId, String message) {
    ObjectNode body = (ObjectNode) Json.read(body(modelId, CALL)).orElseThrow();
    if (modelId.equals(CLAUDE)) {
      body.withArray("messages")
          .addObject()
          .put("role", "assistant")
          .putArray("content")
          .addObject()
          .put("type", "tool_use")
          .put("id", "t");
    }
    body.withArray("messages")
        .add(Json.read(message.getBytes(StandardCharsets.UTF_8)).orElseThrow());

    assertThat(SdkClients.json(sdkClients.invoke(modelId, Json.write(body)).body()).toString())
        .contains("five metres")
        .doesNotContain("depth\"");
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

  private static byte[] with(String modelId, String members) {
    String body = new String(body(modelId, "Hi"), StandardCharsets.UTF_8);
    return body.replaceFirst("^\\{", "{" + members + ",").getBytes(StandardCharsets.UTF_8);
  }
}
