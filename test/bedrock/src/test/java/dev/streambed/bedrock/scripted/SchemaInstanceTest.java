package dev.streambed.bedrock.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.protocol.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaInstanceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"string\"}|\"text\"",
        "{\"type\":\"string\",\"maxLength\":2}|\"te\"",
        "{\"type\":\"string\",\"minLength\":6}|\"textxx\"",
        "{\"type\":\"string\",\"format\":\"date\"}|\"2026-01-31\"",
        "{\"type\":\"integer\"}|1",
        "{\"type\":\"number\",\"minimum\":2.5}|2.5",
        "{\"type\":\"integer\",\"maximum\":-3}|-3",
        "{\"type\":\"integer\",\"exclusiveMinimum\":3}|4",
        "{\"type\":\"boolean\"}|true",
        "{\"type\":[\"null\",\"string\"]}|null",
        "{\"const\":{\"a\":1}}|{\"a\":1}",
        "{\"enum\":[\"b\",\"c\"]}|\"b\"",
        "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}|[1]",
        "{\"type\":\"array\",\"minItems\":2,\"items\":{\"enum\":[7]}}|[7,7]",
        "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"string\"}]}|1",
        "{\"$ref\":\"#/$defs/x\",\"$defs\":{\"x\":{\"const\":9}}}|9",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"const\":1},\"b\":{\"const\":2}}}|{\"a\":1,\"b\":2}",
        "{\"properties\":{\"a\":{\"const\":1},\"b\":{\"const\":2}},\"required\":[\"b\"]}|{\"b\":2}",
        "{}|{}",
      })
  void isTheSmallestThatFits(String schema, String instance) {
    assertThat(of(schema)).isEqualTo(instance);
  }

  @Test
  void endsWhereASchemaRefersToItself() {
    String branch = "{\"$ref\":\"#\"}";
    assertThat(of("{\"properties\":{\"left\":" + branch + ",\"right\":" + branch + "}}"))
        .hasSizeLessThan(1_000);
    assertThat(of("{\"required\":[\"next\"],\"properties\":{\"next\":" + branch + "}}"))
        .endsWith("null}}}}}}}");
  }

  private static String of(String schema) {
    return SchemaInstance.of(Json.read(schema.getBytes(StandardCharsets.UTF_8)).orElseThrow())
        .toString();
  }
}
