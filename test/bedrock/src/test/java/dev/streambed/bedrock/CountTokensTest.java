package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;

/// CountTokens says what an answer then reports, for every family.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountTokensTest {

  private static final String TOOLS =
      "[{\"name\":\"depth\",\"input_schema\":{\"type\":\"object\"}}]";

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

  static Stream<SampleRequest> samples() {
    return SampleRequest.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void countsWhatTheAnswerReports(SampleRequest sampleRequest) {
    byte[] body = sampleRequest.asking("How deep is the river, and where?", 100);
    assertThat(counted(sampleRequest.modelId(), body))
        .isEqualTo(reported(sampleRequest.modelId(), body))
        .isGreaterThan(5);
  }

  @Test
  void countsToolsToo() {
    SampleRequest claude = SampleRequest.of("anthropic.claude-3-5-sonnet-20240620-v1:0");
    byte[] bare = claude.asking("How deep?", 100);
    ObjectNode body = (ObjectNode) Json.read(bare).orElseThrow();
    body.set("tools", Json.read(TOOLS.getBytes(StandardCharsets.UTF_8)).orElseThrow());
    byte[] withTools = Json.write(body);

    assertThat(counted(claude.modelId(), withTools))
        .isEqualTo(reported(claude.modelId(), withTools))
        .isGreaterThan(counted(claude.modelId(), bare) + 10);
  }

  private int counted(String modelId, byte[] body) {
    return sdkClients
        .client()
        .countTokens(request ->
            request
                .modelId(modelId)
                .input(
                    input -> input.invokeModel(model -> model.body(SdkBytes.fromByteArray(body)))))
        .join()
        .inputTokens();
  }

  private int reported(String modelId, byte[] body) {
    return sdkClients
        .invoke(modelId, body)
        .sdkHttpResponse()
        .firstMatchingHeader("x-amzn-bedrock-input-token-count")
        .map(Integer::parseInt)
        .orElseThrow();
  }
}
