package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailTrace;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailTraceAssessment;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.Trace;

/// Guardrails, as the AWS SDK asks for them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardrailTest {

  private static final String MODEL = "us.amazon.nova-pro-v1:0";
  private static final String GUARDRAIL = "gr123";
  private static final String ACTION = "amazon-bedrock-guardrailAction";

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
  @ValueSource(strings = {"guardrail", "guardrail=output"})
  void letsAGuardrailIntervene(String word) {
    String prompt = "Hi [[bedrock " + word + " text=\"Not that.\"]]";
    ConverseResponse whole =
        sdkClients
            .client()
            .converse(request ->
                request
                    .modelId(MODEL)
                    .messages(user(prompt))
                    .guardrailConfig(config ->
                        config
                            .guardrailIdentifier(GUARDRAIL)
                            .guardrailVersion("1")
                            .trace("enabled")))
            .join();
    ConverseAnswer streamed =
        ConverseAnswer.of(
            sdkClients,
            request ->
                request
                    .modelId(MODEL)
                    .messages(user(prompt))
                    .guardrailConfig(config ->
                        config
                            .guardrailIdentifier(GUARDRAIL)
                            .guardrailVersion("1")
                            .trace("enabled")));

    assertThat(whole.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
    assertThat(whole.output().message().content().getFirst().text()).isEqualTo("Not that.");
    assertThat(whole.usage().inputTokens() == 0).isEqualTo(word.equals("guardrail"));
    GuardrailTraceAssessment trace = whole.trace().guardrail();
    assertThat(
            Objects.requireNonNull(trace.inputAssessment().get(GUARDRAIL))
                .invocationMetrics()
                .usage()
                .topicPolicyUnits())
        .isEqualTo(1);
    assertThat(trace.hasOutputAssessments()).isEqualTo(word.endsWith("output"));
    assertThat(trace.hasModelOutput()).isEqualTo(word.endsWith("output"));
    assertThat(streamed.stopReasons()).containsExactly(StopReason.GUARDRAIL_INTERVENED);
    assertThat(streamed.metadata().getFirst().trace().guardrail()).isEqualTo(trace);
  }

  @Test
  void tracesNothingUnlessItIsAsked() {
    ConverseResponse whole =
        sdkClients
            .client()
            .converse(request ->
                request
                    .modelId(MODEL)
                    .messages(user("Hi"))
                    .guardrailConfig(config ->
                        config
                            .guardrailIdentifier(GUARDRAIL)
                            .guardrailVersion("1")
                            .trace(GuardrailTrace.DISABLED)))
            .join();

    assertThat(whole.stopReason()).isEqualTo(StopReason.END_TURN);
    assertThat(whole.trace()).isNull();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void letsAGuardrailIntervenePerFamily(SampleRequest sampleRequest) {
    byte[] body = sampleRequest.asking("Hi [[bedrock guardrail text=\"Not that.\"]]", 100);
    JsonNode whole = SdkClients.json(guarded(sampleRequest, body).body());
    List<JsonNode> streamed =
        sdkClients.stream(
            sampleRequest.modelId(),
            body,
            request -> request.guardrailIdentifier(GUARDRAIL).guardrailVersion("1"));

    assertThat(sampleRequest.textOf(whole)).isEqualTo("Not that.");
    assertThat(whole.get(ACTION).asText()).isEqualTo("INTERVENED");
    assertThat(
            whole
                .at("/amazon-bedrock-trace/guardrail/input/" + GUARDRAIL + "/invocationMetrics")
                .isObject())
        .isTrue();
    assertThat(streamed.getLast().get(ACTION).asText()).isEqualTo("INTERVENED");
    assertThat(streamed.getLast().has("amazon-bedrock-trace")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void tracesAStreamPerFamily(SampleRequest sampleRequest) {
    byte[] body = sampleRequest.asking("Hi [[bedrock guardrail=output text=\"Not that.\"]]", 100);
    List<JsonNode> streamed =
        sdkClients.stream(
            sampleRequest.modelId(),
            body,
            request ->
                request.guardrailIdentifier(GUARDRAIL).guardrailVersion("1").trace(Trace.ENABLED));
    JsonNode trace = streamed.getLast().at("/amazon-bedrock-trace/guardrail");
    assertThat(trace.at("/modelOutput/0").asText())
        .startsWith("You asked for this: ")
        .contains("Hi");
    for (JsonNode assessment : List.of(trace.path("input"), trace.at("/outputs/0"))) {
      assertThat(
              assessment.at("/" + GUARDRAIL + "/invocationMetrics/usage/topicPolicyUnits").asInt())
          .isEqualTo(1);
    }
  }

  @Test
  void blocksNothingWhereTheRequestNamesNoGuardrail() {
    SampleRequest nova = SampleRequest.of("us.amazon.nova-micro-v1:0");
    byte[] body = nova.asking("Hi [[bedrock guardrail text=\"Not that.\"]]", 100);
    assertThat(sdkClients.stream(nova.modelId(), body)).noneMatch(event -> event.has(ACTION));
    assertThat(nova.textOf(SdkClients.json(sdkClients.invoke(nova.modelId(), body).body())))
        .isEqualTo("Not that.");
  }

  @Test
  void saysThatAGuardrailFoundNothing() {
    SampleRequest nova = SampleRequest.of("us.amazon.nova-micro-v1:0");
    JsonNode whole = SdkClients.json(guarded(nova, nova.asking("Hi", 100)).body());
    assertThat(whole.get(ACTION).asText()).isEqualTo("NONE");
  }

  private InvokeModelResponse guarded(SampleRequest sampleRequest, byte[] body) {
    return sdkClients
        .client()
        .invokeModel(request ->
            request
                .modelId(sampleRequest.modelId())
                .body(SdkBytes.fromByteArray(body))
                .guardrailIdentifier(GUARDRAIL)
                .guardrailVersion("1")
                .trace(Trace.ENABLED))
        .join();
  }

  private static Message user(String text) {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText(text))
        .build();
  }
}
