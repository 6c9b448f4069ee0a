package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseBodyCountsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        """
        anthropic | {"type":"message","usage":{"input_tokens":1,"output_tokens":2}} | 1 2 0 0 0
        """,
        """
        anthropic with a cache | {"usage":{"input_tokens":1,"output_tokens":2,\
        "cache_read_input_tokens":3,"cache_creation_input_tokens":4}} | 1 2 3 4 0
        """,
        """
        anthropic with caches | {"usage":{"input_tokens":1,"output_tokens":2,\
        "cache_read_input_tokens":3,"cache_creation_input_tokens":9,"cache_creation":\
        {"ephemeral_5m_input_tokens":4,"ephemeral_1h_input_tokens":5}}} | 1 2 3 9 5
        """,
        """
        nova | {"usage":{"inputTokens":1,"outputTokens":2,"totalTokens":3,\
        "cacheReadInputTokenCount":4,"cacheWriteInputTokenCount":5}} | 1 2 4 5 0
        """,
        """
        chat | {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":2}} | 10 2 0 0 0
        """,
        """
        chat with a cache | {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":2,\
        "prompt_tokens_details":{"cached_tokens":7}}} | 10 2 0 0 0
        """,
        """
        titan | {"inputTextTokenCount":1,"results":[{"tokenCount":2},{"tokenCount":3.0}]} | 1 5 0 0 0
        """,
        """
        titan embeddings | {"inputTextTokenCount":6,"embedding":[0.1]} | 6 0 0 0 0
        """,
        """
        llama | {"prompt_token_count":1,"generation_token_count":2} | 1 2 0 0 0
        """,
        """
        cohere | {"text":"a","meta":{"billed_units":{"input_tokens":1,"output_tokens":2}}} | 1 2 0 0 0
        """,
      })
  void readsTheCountsOf(String family, String body, String counts) {
    assertThat(usage(body)).isInstanceOf(Usage.Counted.class);
    Usage.Counted counted = (Usage.Counted) usage(body);
    assertThat(
            counted.input()
                + " "
                + counted.output()
                + " "
                + counted.cacheRead()
                + " "
                + counted.cacheWrite()
                + " "
                + counted.cacheWrite1h())
        .isEqualTo(counts);
    assertThat(family).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"generations\":[{\"text\":\"a\"}]}",
        "{\"usage\":{\"inputTokens\":30}}",
        "{\"usage\":{\"output_tokens\":30}}",
        "{\"usage\":null}",
        "{\"prompt_token_count\":-1,\"generation_token_count\":30}",
        "{\"inputTextTokenCount\":1,\"results\":[{\"outputText\":\"a\"}]}",
      })
  void knowsNothingOfAnythingElse(String body) {
    assertThat(usage(body)).isEqualTo(new Usage.Unknown());
  }

  private static Usage usage(String body) {
    JsonObject json = (JsonObject) Json.read(body.getBytes(StandardCharsets.UTF_8));
    return ResponseBodyCounts.of(json).<Usage>map(counted -> counted).orElse(new Usage.Unknown());
  }
}
