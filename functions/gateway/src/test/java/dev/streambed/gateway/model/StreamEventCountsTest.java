package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamEventCountsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        """
        anthropic's first | {"type":"message_start","message":{"usage":{"input_tokens":5,\
        "cache_read_input_tokens":3,"cache_creation_input_tokens":4,"output_tokens":1}}} | 5 3 4 | 1
        """,
        """
        nova | {"metadata":{"usage":{"inputTokens":5,"outputTokens":2,\
        "cacheReadInputTokenCount":3,"cacheWriteInputTokenCount":4}}} | 5 3 4 | 2
        """,
        """
        chat | {"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}} | 5 0 0 | 2
        """,
        """
        chat with a cache | {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,\
        "prompt_tokens_details":{"cached_tokens":4}}} | 9 0 0 | 2
        """,
        """
        titan | {"outputText":"a","inputTextTokenCount":5.0,"totalOutputTextTokenCount":2.0} | 5 0 0 | 2
        """,
        """
        llama | {"generation":"a","prompt_token_count":5,"generation_token_count":2} | 5 0 0 | 2
        """,
        """
        cohere | {"is_finished":true,"response":{"meta":{"billed_units":\
        {"input_tokens":5,"output_tokens":2}}}} | 5 0 0 | 2
        """,
      })
  void readsWhatAModelCounts(String family, String event, String prompt, long output) {
    StreamEventCounts counts = of(event);
    Usage.Counted read = counts.prompt().orElseThrow();
    assertThat(read.input() + " " + read.cacheRead() + " " + read.cacheWrite()).isEqualTo(prompt);
    assertThat(counts.output()).as(family).hasValue(output);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":45}}",
        "{\"generation\":\"a\",\"prompt_token_count\":null,\"generation_token_count\":45}"
      })
  void readsOneWithoutTheOther(String event) {
    assertThat(of(event)).isEqualTo(new StreamEventCounts(Optional.empty(), OptionalLong.of(45)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"usage\":null,\"message\":\"text\",\"meta\":[1]}",
        "{\"usage\":{\"completion_tokens\":-5}}",
        "{\"generation_token_count\":\"7\"}",
        "{\"generation_token_count\":1e30}"
      })
  void readsNothingElse(String event) {
    assertThat(of(event)).isEqualTo(StreamEventCounts.NONE);
  }

  private static StreamEventCounts of(String event) {
    return StreamEventCounts.of((JsonObject) Json.read(event.getBytes(StandardCharsets.UTF_8)));
  }
}
