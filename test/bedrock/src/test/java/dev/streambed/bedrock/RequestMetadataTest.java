package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// Request metadata is taken and refused as Bedrock does.
@Timeout(60)
class RequestMetadataTest {

  private static final String MODEL = "amazon.nova-lite-v1:0";

  @Test
  void takesSixteenPairsOfAllowedCharacters() throws Exception {
    Map<String, String> pairs =
        IntStream.range(0, 16)
            .boxed()
            .collect(Collectors.toMap(each -> "a:_@$#=/+,-. " + each, _ -> ""));
    try (BedrockEndpoint bedrock = BedrockEndpoint.start(BedrockOptions.scripted());
        SdkClients aws = SdkClients.to(bedrock.uri())) {
      assertThat(aws.client().converse(request(pairs)).join().usage().outputTokens()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a!", "é", "{"})
  void refusesNamesWithOtherCharacters(String name) throws Exception {
    try (BedrockEndpoint bedrock = BedrockEndpoint.start(BedrockOptions.scripted());
        SdkClients aws = SdkClients.to(bedrock.uri())) {
      assertThatThrownBy(() -> aws.client().converse(request(Map.of(name, "v"))).join())
          .hasCauseInstanceOf(ValidationException.class)
          .hasMessageContaining("requestMetadata");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "text", "{\"a\":1}", "{\"a\":\"!\"}"})
  void refusesAHeaderThatIsNoMapOfStrings(String header) throws Exception {
    try (BedrockEndpoint bedrock = BedrockEndpoint.start(BedrockOptions.scripted());
        SdkClients aws = SdkClients.to(bedrock.uri())) {
      assertThatThrownBy(() ->
              aws.client()
                  .invokeModel(request ->
                      request
                          .modelId(MODEL)
                          .body(SdkBytes.fromUtf8String("{}"))
                          .overrideConfiguration(
                              more -> more.putHeader("X-Amzn-Bedrock-Request-Metadata", header)))
                  .join())
          .hasCauseInstanceOf(ValidationException.class)
          .hasMessageContaining("requestMetadata");
    }
  }

  private static ConverseRequest request(Map<String, String> pairs) {
    return ConverseRequest.builder()
        .modelId(MODEL)
        .messages(
            Message.builder()
                .role("user")
                .content(ContentBlock.fromText("Hi [[bedrock pieces=2 rate=max first=0ms]]"))
                .build())
        .requestMetadata(pairs)
        .build();
  }
}
