package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTextLengthTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"completion\":\"12345\",\"stop\":\"none\"} | 5",
        "{\"generations\":[{\"id\":\"abc\",\"text\":\"123\"},{\"text\":\"45\"}],\"prompt\":\"x\"} | 5",
        "{\"outputs\":[{\"text\":\"12345\",\"stop_reason\":\"stop\"}]} | 5",
        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"12345\"}}]} | 5",
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"12345\"}}]}}]} | 5",
        "{\"content\":[{\"type\":\"tool_use\",\"name\":\"n\",\"input\":{\"a\":1}}]} | 7",
        "{\"text\":\"12345\",\"chat_history\":[{\"role\":\"USER\",\"message\":\"long before\"}]} | 5",
        "{\"generation\":\"12345\",\"amazon-bedrock-trace\":{\"guardrail\":{\"input\":{\"g\":1}}}} | 5",
        "{\"text\":\"12345\",\"trace\":{\"guardrail\":{\"a\":[{\"text\":\"x\"}]}}} | 5",
        "{\"prompt\":{\"text\":\"x\"},\"completions\":[{\"data\":{\"text\":\"12345\"}}]} | 5",
        "{\"contentBlockDelta\":{\"delta\":{\"reasoningContent\":{\"text\":\"12345\"}}}} | 5",
        "{\"images\":[\"iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB\"],\"error\":null} | 0",
        "{\"embedding\":[0.1,0.2],\"texts\":[\"a\"]} | 0",
        "[\"a\"] | 0"
      })
  void isWhatAModelWrote(String json, long characters) {
    assertThat(AnswerTextLength.of(Json.read(json.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(characters);
  }
}
