package dev.streambed.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anthropic.claude-3-haiku-20240307-v1:0",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "global.anthropic.claude-v2",
        "openai.gpt-oss-120b-1:0",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/ab12cd34",
        "arn:aws-cn:bedrock:cn-north-1::foundation-model/amazon.nova-lite-v1:0"
      })
  void takesEveryKindOfModelId(String id) {
    assertThat(ModelId.of(id)).contains(new ModelId(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a?b",
        "a#b",
        "a%2Fb",
        "a\nb",
        "ä",
        "a\\b",
        "a\u0100b",
        ".",
        "..",
        "../x",
        "a/b",
        "arn:a/../b"
      })
  void refusesWhatCouldBreakOutOfAPath(String id) {
    assertThat(ModelId.of(id)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelId(id));
  }

  @Test
  void boundsModelIds() {
    assertThat(ModelId.of("a".repeat(2048))).isPresent();
    assertThat(ModelId.of("a".repeat(2049))).isEmpty();
  }

  @Test
  void boundsRequestIds() {
    assertThat(RequestId.of("Az09-_")).isPresent();
    assertThat(RequestId.of("a".repeat(64))).isPresent();
    assertThat(RequestId.of("a".repeat(65))).isEmpty();
    assertThat(RequestId.of("")).isEmpty();
    assertThat(RequestId.of("a.b")).isEmpty();
  }
}
