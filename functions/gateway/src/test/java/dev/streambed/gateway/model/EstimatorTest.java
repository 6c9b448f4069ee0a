package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"max_tokens\": 300}' | 300",
        "'{\"max_completion_tokens\": 300}' | 300",
        "'{\"max_output_tokens\": 300}' | 300",
        "'{\"max_gen_len\": 300}' | 300",
        "'{\"max_tokens_to_sample\": 300.0}' | 300",
        "'{\"maxTokens\": 300}' | 300",
        "'{\"inferenceConfig\": {\"maxTokens\": 300}}' | 300",
        "'{\"inferenceConfig\": {\"max_new_tokens\": 300}}' | 300",
        "'{\"textGenerationConfig\": {\"maxTokenCount\": 300}}' | 300",
        "'{\"max_tokens\": 100, \"maxTokens\": 300}' | 300",
        "'{\"max_tokens\": 300, \"max_tokens\": 200}' | 300",
        "'{\"max_tokens\": 0}' | 0",
        "'{\"max_tokens\": -5}' | 0",
        "'{\"max_tokens\": 1e400}' | 10000000",
        "'{\"max_tokens\": \"300\"}' | 4096",
        "'{\"max_tokens\": null}' | 4096",
        "'{\"inferenceConfig\": 300}' | 4096",
        "'{\"messages\": [{\"max_tokens\": 300}]}' | 4096",
        "'{}' | 4096",
      })
  void takesTheAnswersMaximumFromTheBody(String body, long tokens) {
    assertThat(estimate(body).outputTokens()).isEqualTo(tokens);
  }

  @Test
  void takesAThirdOfTheTextsBytesForTokens() {
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"" + "word ".repeat(600) + "\"}]}";
    assertThat(estimate(body).inputTokens()).isEqualTo((body.length() + 2) / 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/9j/4AAQ", "\\/9j\\/4AAQ", "iVBORw0KGgo", "R0lGODdh", "UklGRiQ"})
  void takesEveryImageForTheSame(String beginning) {
    String before = "{\"a\":\"data:image/any;base64,";
    String body = before + beginning + "A/+b".repeat(100_000) + "==\",\"b\":\"text\"}";
    assertThat(estimate(body).inputTokens()).isBetween(1600L, 1620L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"data\":\"",
        "\"data\" : \"",
        "\"bytes\":\n\"",
        "\"url\":\"data:image/png;base64,",
        "\"url\":\"data:image\\/svg+xml;base64,",
      })
  void takesImagesWhereModelsHaveThem(String before) {
    String body = "{\"role\":\"user\"," + before + "/9j/" + "A/+b".repeat(100_000) + "\"}";
    assertThat(estimate(body).inputTokens()).isBetween(1600L, 1630L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\":\"",
        "\"metadata\":\"",
        "\"text\":\"base64,",
        "\"text\":\"see data:image/png;base64,",
        "\"text\":\"\\\"data:image/png;base64,",
        "\"text\":\"\\\"data\\\":\\\"",
        "\"text\":\"\\\"data\":\"",
        "\"texts\":[\"",
      })
  void takesNoTextForAnImageThatBeginsLikeOne(String before) {
    String body = "{\"role\":\"user\"," + before + "/9j/" + "A/+b".repeat(100_000) + "\"}";
    assertThat(tokens(body)).isGreaterThan(33_000);
    assertThat(tokens(before + "/9j/" + "A".repeat(600))).isGreaterThan(50);
  }

  @Test
  void takesTheLargestOfAnyNumberOfMaxima() {
    assertThat(estimate("{\"max_tokens\":1,\"max_tokens\":1,\"max_tokens\":64000}").outputTokens())
        .isEqualTo(64_000);
    assertThat(estimate("{\"max_tokens\":64000,\"max_tokens\":1,\"max_tokens\":1}").outputTokens())
        .isEqualTo(64_000);
  }

  @Test
  void takesOtherAttachmentsForATwelfth() {
    String body = "{\"a\":\"JVBERi0" + "A".repeat(120_000) + "\"}";
    assertThat(estimate(body).inputTokens()).isBetween(10_000L, 10_010L);
  }

  @Test
  void countsEveryByteOfShortRunsAndOfTheEnd() {
    assertThat(PromptSize.tokens(new byte[0])).isZero();
    assertThat(PromptSize.tokens("a".getBytes(StandardCharsets.UTF_8))).isEqualTo(1);
    assertThat(PromptSize.tokens("ab cd".getBytes(StandardCharsets.UTF_8))).isEqualTo(2);
    assertThat(PromptSize.tokens("   ".getBytes(StandardCharsets.UTF_8))).isEqualTo(1);
    assertThat(PromptSize.tokens("x".repeat(511).getBytes(StandardCharsets.UTF_8))).isEqualTo(171);
  }

  private static long tokens(String text) {
    return PromptSize.tokens(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Estimate estimate(String body) {
    Payload payload = Payload.of(body.getBytes(StandardCharsets.UTF_8));
    return Estimator.of(SeedBody.of(payload), payload);
  }
}
