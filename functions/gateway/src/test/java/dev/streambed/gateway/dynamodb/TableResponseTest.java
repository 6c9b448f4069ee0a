package dev.streambed.gateway.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streambed.gateway.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableResponseTest {

  @Test
  void readsAPage() {
    ItemPage page =
        read("{\"Count\":2,\"Items\":[{\"a\":{\"N\":\"1.50\"}},{}],\"ScannedCount\":3,"
                + "\"LastEvaluatedKey\":{\"k\":{\"S\":\"v\"}},\"ConsumedCapacity\":{\"x\":[1]}}")
            .page();
    assertThat(page.items())
        .isEqualTo(List.of(Map.of("a", AttributeValue.fromN("1.50")), Map.of()));
    assertThat(page.lastEvaluatedKey()).isEqualTo(Map.of("k", AttributeValue.fromS("v")));
  }

  @Test
  void readsTheLastPage() {
    assertThat(read("{\"Items\":[],\"LastEvaluatedKey\":null}").page())
        .isEqualTo(new ItemPage(List.of(), Map.of()));
  }

  @Test
  void readsAnError() {
    TableResponse error =
        read(
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#X\",\"Message\":\"m\","
                + "\"Item\":{\"k\":{\"BOOL\":false}}}");
    assertThat(error.errorType()).isEqualTo("com.amazonaws.dynamodb.v20120810#X");
    assertThat(error.message()).isEqualTo("m");
    assertThat(error.item()).isEqualTo(Map.of("k", AttributeValue.fromBool(false)));
  }

  @Test
  void keepsSurrogates() {
    assertThat(read("{\"Item\":{\"\\ud83d\\ude00\":{\"S\":\"\\ud83d\"}}}").item())
        .isEqualTo(Map.of("😀", AttributeValue.fromS("\ud83d")));
  }

  @Test
  void readsItemsAsDeepAsDynamoDbStoresThem() {
    int depth = 32;
    String item = "{\"L\":[".repeat(depth) + "{\"NULL\":true}" + "]}".repeat(depth);
    AttributeValue value = AttributeValue.fromNul();
    for (int level = 0; level < depth; level++) {
      value = AttributeValue.fromL(List.of(value));
    }
    assertThat(read("{\"Item\":{\"a\":" + item + "}}").item()).isEqualTo(Map.of("a", value));
  }

  @Test
  void refusesDeeperOnesWithoutAnOverflow() {
    String item = "{\"a\":" + "{\"M\":{\"a\":".repeat(100_000);
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> read("{\"Item\":" + item));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}x",
        "{\"Item\":[]}",
        "{\"Item\":{\"a\":{}}}",
        "{\"Item\":{\"a\":\"b\"}}",
        "{\"Item\":{\"a\":{\"S\":1}}}",
        "{\"Item\":{\"a\":{\"S\":null}}}",
        "{\"Item\":{\"a\":{\"N\":1}}}",
        "{\"Item\":{\"a\":{\"X\":\"1\"}}}",
        "{\"Item\":{\"a\":{\"S\":\"1\",\"N\":\"1\"}}}",
        "{\"Item\":{\"a\":{\"NULL\":false}}}",
        "{\"Item\":{\"a\":{\"BOOL\":\"true\"}}}",
        "{\"Item\":{\"a\":{\"B\":\"?\"}}}",
        "{\"Item\":{\"a\":{\"BS\":[\"?\"]}}}",
        "{\"Item\":{\"a\":{\"SS\":[1]}}}",
        "{\"Item\":{\"a\":{\"L\":[1]}}}",
        "{\"Item\":{\"a\":{\"S\":\"b\"}}",
        "{\"Count\":01}"
      })
  void refusesWhatIsNoResponse(String text) {
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> read(text));
  }

  @Test
  void refusesEveryBeginningOfAResponse() {
    String text = "{\"Items\":[{\"a\":{\"M\":{\"b\":{\"NS\":[\"1\"]}}}}],\"Count\":1}";
    for (int end = 0; end < text.length(); end++) {
      String beginning = text.substring(0, end);
      assertThatExceptionOfType(JsonException.class).isThrownBy(() -> read(beginning));
    }
  }

  private static TableResponse read(String text) {
    return TableResponse.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
