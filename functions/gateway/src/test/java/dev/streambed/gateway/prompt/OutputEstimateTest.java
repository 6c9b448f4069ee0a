package dev.streambed.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.PricingParameters;
import dev.streambed.gateway.domain.PricingParameters.Bound;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bound of an answer's length, and what determines its price.
class OutputEstimateTest {

  private static final String CLAUDE = "global.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String NOVA = "us.amazon.nova-lite-v1:0";
  private static final String CHAT = "openai.gpt-oss-120b-1:0";
  private static final String UNKNOWN =
      "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anthropic.claude-v2 | '{\"max_tokens_to_sample\": 300.0}' | 300",
        "anthropic.claude-3-haiku | '{\"max_tokens\": 300}' | 300",
        "amazon.nova-lite-v1:0 | '{\"inferenceConfig\": {\"maxTokens\": 300}}' | 300",
        "amazon.nova-lite-v1:0 | '{\"inferenceConfig\": {\"max_new_tokens\": 300}}' | 300",
        "amazon.titan-text-lite-v1 | '{\"textGenerationConfig\": {\"maxTokenCount\": 300}}' | 300",
        "us.meta.llama3-3-70b-instruct-v1:0 | '{\"max_gen_len\": 300}' | 300",
        "mistral.mistral-large-2402-v1:0 | '{\"max_tokens\": 300}' | 300",
        "cohere.command-r-v1:0 | '{\"max_tokens\": 300}' | 300",
        "ai21.j2-mid-v1 | '{\"maxTokens\": 300}' | 300",
        "openai.gpt-oss-20b-1:0 | '{\"max_completion_tokens\": 300}' | 300",
        "qwen.qwen3-32b-v1:0 | '{\"max_tokens\": 300.2}' | 301",
        "twelvelabs.pegasus-1-2-v1:0 | '{\"maxOutputTokens\": 300}' | 300",
        "arn:aws:bedrock:us-east-1:1:imported-model/x | '{\"max_gen_len\": 300}' | 300",
        "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0"
            + " | '{\"inferenceConfig\": {\"maxTokens\": 300}}' | 300",
      })
  void takesTheMaximumFromWhereTheFamilyHasIt(String model, String body, long tokens) {
    assertThat(output(model, body)).isEqualTo(tokens);
    assertThat(terms(model, body).boundedBy()).isEqualTo(Bound.REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"inferenceConfig\": {\"maxTokens\": 10, \"maxTokens\": 5000}}",
        "{\"inferenceConfig\": {\"maxTokens\": 5000, \"maxTokens\": 10}}",
        "{\"inferenceConfig\": {\"maxTokens\": 5000}, \"inferenceConfig\": {\"maxTokens\": 10}}",
        "{\"inferenceConfig\": {\"maxTokens\": 10}, \"inferenceConfig\": {\"maxTokens\": 5000}}",
        "{\"inferenceConfig\": {\"maxTokens\": 10, \"max_new_tokens\": 5000}}",
        "{\"inferenceConfig\": {\"max\\u0054okens\": 5000, \"maxTokens\": 10}}",
        "{\"inference\\u0043onfig\": {\"maxTokens\": 5000}, \"inferenceConfig\": {\"maxTokens\": 1}}",
      })
  void takesTheLargestOfAnyNumberOfMaxima(String body) {
    assertThat(output(NOVA, body)).isEqualTo(5000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"64000\"",
        "true",
        "[5]",
        "[]",
        "{}",
        "{\"a\":1}",
        "0",
        "-5",
        "-0.5",
        "1e-9",
        "-1e400"
      })
  void takesTheModelsMaximumForWhatIsNoCount(String value) {
    assertThat(output(NOVA, "{\"inferenceConfig\": {\"maxTokens\": " + value + "}}"))
        .isEqualTo(10_000);
    String body = "{\"max_tokens\": 7, \"max_tokens\": " + value + "}";
    assertThat(output(CLAUDE, body)).isEqualTo(ModelFamily.MOST);
    assertThat(terms(CLAUDE, body).boundedBy()).isEqualTo(Bound.MODEL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anthropic.claude-3-haiku-20240307-v1:0 | 4096 | MODEL",
        "anthropic.claude-3-5-haiku-20241022-v1:0 | 8192 | MODEL",
        "global.anthropic.claude-opus-5-5 | 131072 | MODEL",
        "amazon.nova-pro-v1:0 | 10000 | MODEL",
        "global.amazon.nova-2-lite-v1:0 | 131072 | MODEL",
        "amazon.titan-text-lite-v1 | 512 | REQUEST",
        "meta.llama3-8b-instruct-v1:0 | 512 | REQUEST",
        "mistral.mixtral-8x7b-instruct-v0:1 | 8192 | MODEL",
        "mistral.magistral-small-2509 | 131072 | MODEL",
        "cohere.command-text-v14 | 4096 | MODEL",
        "ai21.j2-ultra-v1 | 8191 | MODEL",
        "deepseek.r1-v1:0 | 131072 | MODEL",
        "some.model | 131072 | MODEL",
        "arn:aws:bedrock:us-east-1:1:imported-model/x | 131072 | MODEL",
        "amazon.titan-embed-text-v2:0 | 0 | REQUEST",
        "cohere.embed-v4:0 | 0 | REQUEST",
        "cohere.rerank-v3-5:0 | 0 | REQUEST",
        "stability.sd3-5-large-v1:0 | 0 | REQUEST",
      })
  void knowsWhatAModelWritesWhenTheRequestDoesNotSay(String model, long tokens, Bound bound) {
    for (String body : new String[] {"{}", "{\"max_tokens\": null, \"max_gen_len\": null}"}) {
      assertThat(output(model, body)).isEqualTo(tokens);
      assertThat(terms(model, body).boundedBy()).isEqualTo(bound);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "us.amazon.nova-lite-v1:0 | '{\"max_tokens\": 1, \"maxTokens\": 1}' | 10000",
        "openai.gpt-oss-120b-1:0 | '{\"maxTokens\": 1, \"max_gen_len\": 1}' | 131072",
        "openai.gpt-oss-120b-1:0 | '{\"inferenceConfig\": {\"max_tokens\": 1}}' | 131072",
        "openai.gpt-oss-120b-1:0 | '{\"messages\": [{\"max_tokens\": 1}]}' | 131072",
        "meta.llama3-8b-instruct-v1:0 | '{\"max_tokens\": 1}' | 512",
        "meta.llama3-8b-instruct-v1:0 | '{\"max_tokens\": 700}' | 700",
        "openai.gpt-oss-120b-1:0 | '{\"max_tokens\": 1, \"maxTokens\": 9000}' | 9000",
      })
  void isNotMisledByAMaximumThatTheModelDoesNotRead(String model, String body, long tokens) {
    assertThat(output(model, body)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"n\": 5' | 500",
        "'\"n\": 2, \"n\": 3, \"n\": 1' | 300",
        "'\"num_generations\": 5' | 500",
        "'\"numResults\": 4' | 400",
        "'\"best_of\": 3, \"n\": 2' | 300",
        "'\"n\": null' | 100",
        "'\"n\": 0' | 100",
        "'\"n\": \"5\"' | 500",
        "'\"n\": true' | 12800",
        "'\"n\": [2]' | 12800",
        "'\"n\": 1e400' | 10000000",
        "'\"messages\": [{\"n\": 5}]' | 100",
      })
  void multipliesByTheAnswersThatAreAskedFor(String member, long tokens) {
    assertThat(output(CHAT, "{\"max_tokens\": 100, " + member + "}")).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"inferenceConfig\": {\"maxTokens\": 9}}' | 9",
        "'{\"inferenceConfig\": {\"maxTokens\": 9, \"maxTokens\": 70}}' | 70",
        "'{\"additionalModelRequestFields\": {\"max_tokens\": 70}, "
            + "\"inferenceConfig\": {\"maxTokens\": 9}}' | 70",
        "'{\"inferenceConfig\": {\"maxTokens\": 9}, "
            + "\"additionalModelRequestFields\": {\"inferenceConfig\": {\"max_new_tokens\": 70}}}' | 70",
        "'{\"inferenceConfig\": {\"maxTokens\": 9}, \"additionalModelRequestFields\": "
            + "{\"thinking\": {\"budget_tokens\": 60}}}' | 69",
        "'{\"inferenceConfig\": {\"maxTokens\": 9}, \"additionalModelRequestFields\": "
            + "{\"reasoning_config\": {\"budget_tokens\": 60}}}' | 69",
        "'{\"inferenceConfig\": {\"maxTokens\": 9}, "
            + "\"additionalModelRequestFields\": {\"n\": 3}}' | 27",
        "'{\"additionalModelRequestFields\": {\"maxTokens\": 9}}' | 131072",
        "'{\"additionalModelRequestFields\": {\"inferenceConfig\": {\"maxTokens\": 9}}}' | 131072",
        "'{\"parameters\": {\"maxTokens\": 9}}' | 131072",
        "'{\"generationConfig\": {\"maxTokens\": 9}}' | 131072",
        "'{\"maxTokens\": 9, \"max_tokens\": 9}' | 131072",
        "'{\"inferenceConfig\": {\"a\": {\"maxTokens\": 9}}}' | 131072",
        "'{\"inferenceConfig\": {\"maxTokens\": \"9\"}}' | 131072",
        "'{\"inferenceConfig\": {\"maxTokens\": 0}}' | 131072",
        "'{\"inferenceConfig\": {\"maxTokens\": -9}}' | 131072",
        "'{\"inferenceConfig\": {\"maxTokens\": null}}' | 131072",
      })
  void takesTheMaximumFromWhereConverseHasIt(String body, long tokens) {
    assertThat(converse(body).tokens().outputTokens()).isEqualTo(tokens);
  }

  /// A reader that takes the last of two members, or the first, has no maximum then.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"inferenceConfig\": {\"maxTokens\": 9}, \"inferenceConfig\": {}}",
        "{\"inferenceConfig\": {}, \"inferenceConfig\": {\"maxTokens\": 9}}",
        "{\"inferenceConfig\": {\"maxTokens\": 9}, \"inferenceConfig\": null}",
        "{\"inferenceConfig\": {\"maxTokens\": 9, \"maxTokens\": null}}",
        "{\"inferenceConfig\": {\"maxTokens\": null, \"maxTokens\": 9}}",
        "{\"inferenceConfig\": {\"maxTokens\": 9, \"maxTokens\": 9}, \"inferenceConfig\": {}}",
      })
  void isNotMisledByAMaximumThatIsTakenBack(String body) {
    assertThat(output(NOVA, body)).isEqualTo(10_000);
    assertThat(converse(body).tokens().outputTokens()).isEqualTo(ModelFamily.MOST);
    assertThat(converse(body).pricing().boundedBy()).isEqualTo(Bound.MODEL);
  }

  @Test
  void countsWhatMayBeThought() {
    String within = "{\"max_tokens\": 5000, \"thinking\": {\"budget_tokens\": 4000}}";
    String between = "{\"max_tokens\": 5000, \"thinking\": {\"budget_tokens\": 60000}}";
    assertThat(output(CLAUDE, within)).isEqualTo(5000);
    assertThat(output(CLAUDE, between)).isEqualTo(65_000);
    String nova = "{\"inferenceConfig\": {\"maxTokens\": 9}, \"reasoningConfig\": {\"type\": %s}}";
    assertThat(output("amazon.nova-2-lite-v1:0", nova.formatted("\"enabled\"")))
        .isEqualTo(ModelFamily.MOST);
    assertThat(output("amazon.nova-2-lite-v1:0", nova.formatted("\"disabled\""))).isEqualTo(9);
    assertThat(output(CHAT, "{\"max_tokens\": 9, \"reasoning_effort\": \"high\"}")).isEqualTo(9);
  }

  @Test
  void neverReservesMoreThanCanBeAddedUp() {
    assertThat(output(UNKNOWN, "{\"max_tokens\": 1e400}")).isEqualTo(10_000_000);
    assertThat(output(CHAT, "{\"max_tokens\": 999999999, \"n\": 999999999}")).isEqualTo(10_000_000);
  }

  @Test
  void seesCacheMarksWhereverTheyStand() {
    String mark = "{\"messages\":[{\"content\":[{\"text\":\"a\",\"cache_control\":%s}]}]}";
    assertThat(terms(CLAUDE, mark.formatted("{\"type\":\"ephemeral\"}")))
        .extracting(PricingParameters::cacheWrites, PricingParameters::cacheHour)
        .containsExactly(true, false);
    assertThat(terms(CLAUDE, mark.formatted("{\"ttl\":\"5m\"}")).cacheHour()).isFalse();
    assertThat(terms(CLAUDE, mark.formatted("{\"ttl\":\"1h\"}")).cacheHour()).isTrue();
    assertThat(terms(NOVA, "{\"system\":[{\"cachePoint\":{\"type\":\"default\"}}]}").cacheWrites())
        .isTrue();
    assertThat(terms(CLAUDE, "{\"system\":[{\"cache\\u005fcontrol\":{}}]}").cacheWrites()).isTrue();
    assertThat(terms(CLAUDE, "{\"messages\":[]}").cacheWrites()).isFalse();
  }

  @Test
  void seesEveryServiceTierThatIsAskedFor() {
    assertThat(terms(CHAT, "{\"service_tier\":\"flex\",\"service_tier\":\"priority\"}"))
        .extracting(PricingParameters::serviceTiers)
        .isEqualTo(Set.of("flex", "priority"));
    assertThat(terms(NOVA, "{\"serviceTier\":{\"type\":\"priority\"}}").serviceTiers())
        .containsExactly("priority");
    assertThat(terms(CHAT, "{\"messages\":[{\"service_tier\":\"flex\"}]}").serviceTiers())
        .isEmpty();
  }

  @Test
  void seesALatencyThatHasPricesOfItsOwn() {
    assertThat(
            converse("{\"performanceConfig\":{\"latency\":\"optimized\"}}")
                .pricing()
                .serviceTiers())
        .containsExactly("optimized");
    assertThat(converse("{\"serviceTier\":{\"type\":\"Priority\"}}").pricing().serviceTiers())
        .containsExactly("priority");
    assertThat(
            converse("{\"additionalModelRequestFields\":{\"service_tier\":\"flex\"}}")
                .pricing()
                .serviceTiers())
        .containsExactly("flex");
  }

  private static RequestEstimator.Estimate converse(String body) {
    return RequestEstimator.estimate(
        new ModelId(CLAUDE),
        Operation.CONVERSE_STREAM,
        Payload.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static long output(String model, String body) {
    return ask(model, body).tokenEstimate().outputTokens();
  }

  private static PricingParameters terms(String model, String body) {
    return ask(model, body).pricingParameters();
  }

  private static ModelRequest ask(String model, String body) {
    Payload payload = Payload.of(body.getBytes(StandardCharsets.UTF_8));
    return RequestEstimator.request(new ModelId(model), payload, true, true);
  }
}
