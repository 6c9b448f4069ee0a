package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.aws.ResponseHead;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.prompt.RequestEstimator;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Invalid token counts: read as 0, they would make an answer free, and read as negative, they
/// would pay its caller.
class InvalidCountsTest {

  private static final String METRICS =
      "{\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":%s,\"outputTokenCount\":%s}}";

  private static final ModelId MODEL = new ModelId("anthropic.claude-3-haiku-20240307-v1:0");
  private static final Payload BODY = Payload.of("{}".getBytes(StandardCharsets.UTF_8));

  @ParameterizedTest
  @ValueSource(strings = {"null", "-1", "\"28\"", "{}", "[28]", "true", "1e400"})
  void areNotOnesOfADocument(String value) {
    assertNotCounted("{\"usage\":{\"input_tokens\":%s,\"output_tokens\":%s}}", value);
    assertNotCounted("{\"usage\":{\"inputTokens\":%s,\"outputTokens\":%s}}", value);
    assertNotCounted("{\"usage\":{\"prompt_tokens\":%s,\"completion_tokens\":%s}}", value);
    assertNotCounted("{\"prompt_token_count\":%s,\"generation_token_count\":%s}", value);
    assertNotCounted("{\"inputTextTokenCount\":%s,\"results\":[{\"tokenCount\":%s}]}", value);
    assertNotCounted(
        "{\"meta\":{\"billed_units\":{\"input_tokens\":%s,\"output_tokens\":%s}}}", value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "-1", "\"28\"", "{}", "1e400"})
  void areNotBedrocksOnesOfAStream(String value) {
    assertThat(metrics(value, "7")).isFalse();
    assertThat(metrics("7", value)).isFalse();
    assertThat(metrics("7", "7")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "many", "", "1.5"})
  void areNotOnesInHeaders(String value) {
    ResponseHead http =
        new ResponseHead(
            200,
            Map.of(
                "x-amzn-bedrock-input-token-count", value,
                "x-amzn-bedrock-output-token-count", value));
    JsonObject document =
        object("{\"content\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}");
    UsageMeter usageMeter = UsageMeter.of(RequestEstimator.request(MODEL, BODY, false, false));
    assertThat(new BufferedAnswerUsage(http, document, Optional.empty()).measure(usageMeter))
        .isEqualTo(new Usage.Counted(3, 4, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "-1", "\"28\""})
  void areNotTheModelsOwnOnesOfAStream(String value) {
    JsonObject start =
        object("{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":%s}}}", value);
    assertThat(StreamEventCounts.of(start)).isEqualTo(StreamEventCounts.NONE);
  }

  private static void assertNotCounted(String form, String value) {
    assertThat(ResponseBodyCounts.of(object(form, "7", "7"))).as(form).isPresent();
    assertThat(ResponseBodyCounts.of(object(form, value, "7"))).as(form).isEmpty();
    assertThat(ResponseBodyCounts.of(object(form, "7", value))).as(form).isEmpty();
  }

  private static boolean metrics(String input, String output) {
    return MeteredEvent.of(ParsedEvent.NOTHING, object(METRICS, input, output))
        .counted()
        .isPresent();
  }

  private static JsonObject object(String form, String... values) {
    String json = form;
    for (String value : values) {
      json = json.replaceFirst("%s", Matcher.quoteReplacement(value));
    }
    return (JsonObject) Json.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
