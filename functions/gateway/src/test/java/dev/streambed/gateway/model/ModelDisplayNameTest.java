package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ModelId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDisplayNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          anthropic.claude-3-haiku-20240307-v1:0         | Anthropic  | Claude 3 Haiku
          anthropic.claude-3-5-sonnet-20241022-v2:0      | Anthropic  | Claude 3.5 Sonnet v2
          global.anthropic.claude-haiku-4-5-20251001-v1:0| Anthropic  | Claude Haiku 4.5 (global)
          anthropic.claude-opus-4-7                      | Anthropic  | Claude Opus 4.7
          anthropic.claude-v2:1                          | Anthropic  | Claude v2.1
          us-gov.anthropic.claude-sonnet-5               | Anthropic  | Claude Sonnet 5 (US-GOV)
          eu.amazon.nova-2-lite-v1:0                     | Amazon     | Nova 2 Lite (EU)
          amazon.titan-embed-text-v2:0                   | Amazon     | Titan Embed Text v2
          meta.llama3-1-8b-instruct-v1:0                 | Meta       | Llama 3.1 8B Instruct
          mistral.mixtral-8x7b-instruct-v0:1             | Mistral AI | Mixtral 8x7B Instruct v0.1
          mistral.mistral-small-2402-v1:0                | Mistral AI | Mistral Small
          openai.gpt-oss-120b-1:0                        | OpenAI     | GPT OSS 120B
          us.deepseek.r1-v1:0                            | DeepSeek   | DeepSeek R1 (US)
          qwen.qwen3-235b-a22b-2507-v1:0                 | Qwen       | Qwen3 235B A22B
          newcomer.thing-9-v1:0                          | Newcomer   | Thing 9
          arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0 | Amazon | Nova Lite
          """)
  void readsWhatTheIdTells(String id, String provider, String name) {
    assertThat(ModelDisplayName.of(new ModelId(id)))
        .isEqualTo(new ModelDisplayName(provider, name));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc123, Provisioned Model abc123",
    "arn:aws:bedrock:us-east-1:123456789012:imported-model/xyz, Imported Model xyz",
    "nothing-known, nothing-known",
    "v1:0, v1:0",
    "a.-, -",
  })
  void namesWhatHidesItsModelByWhatItIs(String id, String name) {
    assertThat(ModelDisplayName.of(new ModelId(id)).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-3-haiku-20240307-v1:0, text",
    "amazon.titan-embed-text-v2:0, embedding",
    "twelvelabs.marengo-embed-2-7-v1:0, embedding",
    "cohere.rerank-v3-5:0, ranking",
    "amazon.nova-canvas-v1:0, image",
    "amazon.titan-image-generator-v2:0, image",
    "stability.sd3-5-large-v1:0, image",
    "amazon.nova-reel-v1:1, video",
    "amazon.nova-sonic-v1:0, speech",
    "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc123, text",
  })
  void tellsWhatItMakes(String id, String kind) {
    assertThat(OutputModality.of(new ModelId(id)).wireName()).isEqualTo(kind);
  }
}
