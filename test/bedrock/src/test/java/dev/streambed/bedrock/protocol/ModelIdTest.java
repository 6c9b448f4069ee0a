package dev.streambed.bedrock.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdTest {

  @ParameterizedTest
  @CsvSource({
    "amazon.nova-lite-v1:0, '', amazon.nova-lite-v1:0",
    "us.anthropic.claude-sonnet-5, us, anthropic.claude-sonnet-5",
    "us-gov.anthropic.claude-v2, us-gov, anthropic.claude-v2",
    "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-tg1-large, '', amazon.titan-tg1-large",
    "arn:aws:bedrock:eu-west-1:012345678901:inference-profile/eu.amazon.nova-pro-v1:0, eu, amazon.nova-pro-v1:0",
    "arn:aws:bedrock:us-east-1:012345678901:application-inference-profile/abc123, '', ''",
    "arn:aws:bedrock:us-east-1:012345678901:provisioned-model/abc123, '', ''",
  })
  void takesIdsAndArnsApart(String text, String geography, String name) {
    assertThat(ModelId.of(text)).contains(new ModelId(text, geography, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "does-not-exist",
        "acme.model-1",
        "mars.amazon.nova-lite-v1:0",
        "arn:aws:bedrock:us-east-1::guardrail/abc",
        "arn:aws:s3:::bucket",
      })
  void refusesWhatIsNoModel(String text) {
    assertThat(ModelId.of(text)).isEmpty();
  }
}
