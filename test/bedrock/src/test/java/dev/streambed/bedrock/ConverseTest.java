package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;

/// The AWS SDK converses.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConverseTest {

  private static final String MODEL = "us.deepseek.r1-v1:0";
  private static final Message QUESTION =
      Message.builder()
          .role(ConversationRole.USER)
          .content(ContentBlock.fromText("Hello [[bedrock text=\"a b c\"]]"))
          .build();

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
  void answersWhole() {
    ConverseResponse response =
        sdkClients.client().converse(request -> request.modelId(MODEL).messages(QUESTION)).join();

    assertThat(response.output().message().content().getFirst().text()).isEqualTo("a b c");
    assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
    assertThat(response.usage().outputTokens()).isEqualTo(3);
    assertThat(response.usage().totalTokens()).isEqualTo(3 + response.usage().inputTokens());
  }

  @Test
  void answersInPieces() {
    List<String> pieces = Collections.synchronizedList(new ArrayList<>());
    List<ConverseStreamMetadataEvent> metadata = Collections.synchronizedList(new ArrayList<>());
    ConverseStreamResponseHandler handler =
        ConverseStreamResponseHandler.builder()
            .subscriber(
                ConverseStreamResponseHandler.Visitor.builder()
                    .onContentBlockDelta(event -> pieces.add(event.delta().text()))
                    .onMetadata(metadata::add)
                    .build())
            .build();

    sdkClients
        .client()
        .converseStream(request -> request.modelId(MODEL).messages(QUESTION), handler)
        .join();

    assertThat(pieces).containsExactly("a", " b", " c");
    assertThat(metadata).hasSize(1);
    assertThat(metadata.getFirst().usage().outputTokens()).isEqualTo(3);
    assertThat(metadata.getFirst().metrics().latencyMs()).isNotNegative();
  }

  @Test
  void stopsAtTheRequestsLimit() {
    ConverseResponse response =
        sdkClients
            .client()
            .converse(request ->
                request
                    .modelId(MODEL)
                    .messages(QUESTION)
                    .inferenceConfig(config -> config.maxTokens(2)))
            .join();

    assertThat(response.output().message().content().getFirst().text()).isEqualTo("a b");
    assertThat(response.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
  }

  @Test
  void countsTheTokensThatAnAnswerWouldReport() {
    int reported =
        sdkClients
            .client()
            .converse(request -> request.modelId(MODEL).messages(QUESTION))
            .join()
            .usage()
            .inputTokens();
    int counted =
        sdkClients
            .client()
            .countTokens(request ->
                request
                    .modelId(MODEL)
                    .input(input -> input.converse(converse -> converse.messages(QUESTION))))
            .join()
            .inputTokens();
    int nova =
        sdkClients
            .client()
            .countTokens(request ->
                request
                    .modelId(UnsignedClient.NOVA)
                    .input(input ->
                        input.invokeModel(model ->
                            model.body(
                                SdkBytes.fromByteArray(UnsignedClient.novaBytes("abcdefgh"))))))
            .join()
            .inputTokens();

    assertThat(counted).isEqualTo(reported);
    assertThat(nova).isEqualTo(2);
  }
}
