package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.PerformanceConfigLatency;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceTierType;

/// What a request asks of Bedrock itself: service tier, latency.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptionsTest {

  private static final String MODEL = "us.amazon.nova-pro-v1:0";

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

  @Test
  void namesTierAndLatencyInHeadersOfInvoke() {
    InvokeModelResponse response =
        sdkClients
            .client()
            .invokeModel(request ->
                request
                    .modelId(MODEL)
                    .body(SdkBytes.fromByteArray(UnsignedClient.novaBytes("Hi")))
                    .serviceTier(ServiceTierType.FLEX)
                    .performanceConfigLatency(PerformanceConfigLatency.OPTIMIZED))
            .join();

    assertThat(response.serviceTier()).isEqualTo(ServiceTierType.FLEX);
    assertThat(response.performanceConfigLatency()).isEqualTo(PerformanceConfigLatency.OPTIMIZED);
  }

  @Test
  void namesTierAndLatencyInMembersOfConverse() {
    ConverseResponse whole =
        sdkClients
            .client()
            .converse(request ->
                request
                    .modelId(MODEL)
                    .messages(user("Hi"))
                    .serviceTier(tier -> tier.type(ServiceTierType.PRIORITY))
                    .performanceConfig(config -> config.latency("optimized")))
            .join();
    ConverseStreamMetadataEvent streamed =
        ConverseAnswer.of(
                sdkClients,
                request ->
                    request
                        .modelId(MODEL)
                        .messages(user("Hi"))
                        .serviceTier(tier -> tier.type(ServiceTierType.PRIORITY))
                        .performanceConfig(config -> config.latency("optimized")))
            .metadata()
            .getFirst();

    assertThat(whole.serviceTier().type()).isEqualTo(ServiceTierType.PRIORITY);
    assertThat(whole.performanceConfig().latency()).isEqualTo(PerformanceConfigLatency.OPTIMIZED);
    assertThat(streamed.serviceTier()).isEqualTo(whole.serviceTier());
    assertThat(streamed.performanceConfig()).isEqualTo(whole.performanceConfig());
  }

  private static Message user(String text) {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText(text))
        .build();
  }
}
