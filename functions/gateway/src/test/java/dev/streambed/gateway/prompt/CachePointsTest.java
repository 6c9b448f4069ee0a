package dev.streambed.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CachePointsTest {

  private static final String CLAUDE = "global.anthropic.claude-sonnet-5-5";
  private static final String POINT = "{'cachePoint':{'type':'default'}}";
  private static final String FIRST = "{'role':'user','content':[{'text':'a'}%s]}";
  private static final String ANSWER = "{'role':'assistant','content':[{'text':'b'}]}";
  private static final String RESULT =
      "{'role':'user','content':[{'toolResult':{'toolUseId':'t','content':[{'text':'c'}]}}%s]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        CLAUDE,
        "anthropic.claude-3-5-haiku-20241022-v1:0",
        "us.anthropic.claude-3-7-sonnet-20250219-v1:0",
        "anthropic.claude-sonnet-4-20250514-v1:0",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-opus-5"
      })
  void standBehindToolsSystemPromptAndHistoryForClaude(String model) {
    assertThat(marked(model, body("", "", "")))
        .contains(body("," + POINT, "," + POINT, "," + POINT));
  }

  /// Nova refuses them among tools, and in messages behind what is no text.
  @ParameterizedTest
  @ValueSource(
      strings = {"amazon.nova-micro-v1:0", "us.amazon.nova-pro-v1:0", "us.amazon.nova-2-lite-v1:0"})
  void standBehindTheSystemPromptOnlyForNova(String model) {
    assertThat(marked(model, body("", "", ""))).contains(body("," + POINT, "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anthropic.claude-3-haiku-20240307-v1:0",
        "anthropic.claude-3-5-sonnet-20240620-v1:0",
        "anthropic.claude-3-5-sonnet-20241022-v2:0",
        "anthropic.claude-v2:1",
        "anthropic.claude-instant-v1",
        "us.meta.llama3-3-70b-instruct-v1:0",
        "us.deepseek.r1-v1:0",
        "openai.gpt-oss-120b-1:0",
        "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc"
      })
  void standNowhereForModelsThatRefuseThemOrAreNotKnown(String model) {
    assertThat(marked(model, body("", "", ""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a question alone | {'messages':[" + FIRST + "]}",
        "an empty list | {'system':[],'messages':[" + FIRST + "],'toolConfig':{'tools':[]}}",
        "an answer that the caller has begun | {'messages':[" + FIRST + "," + ANSWER + "]}",
        "none of the user's | {'messages':[" + ANSWER + "]}",
        "other types | {'system':'a','messages':[1,[],'b'],'toolConfig':[]}",
        "no object | []"
      })
  void standNowhereWhenNothingIsRepeated(String what, String body) {
    assertThat(marked(CLAUDE, body.replace("%s", ""))).as(what).isEmpty();
  }

  @Test
  void standBehindTheLastMessageOfTheUserThatWasSentBefore() {
    String messages =
        "{'messages':[" + FIRST.formatted("") + "," + ANSWER + ",%s," + ANSWER + ",%s]}";
    assertThat(marked(CLAUDE, messages.formatted(RESULT.formatted(""), FIRST.formatted(""))))
        .contains(messages.formatted(RESULT.formatted("," + POINT), FIRST.formatted("")));
    String begun = "{'messages':[%s," + ANSWER + "," + RESULT.formatted("") + "," + ANSWER + "]}";
    assertThat(marked(CLAUDE, begun.formatted(FIRST.formatted(""))))
        .contains(begun.formatted(FIRST.formatted("," + POINT)));
  }

  /// An estimate of the body without them would not count the price of writing a cache.
  @Test
  void areEstimated() {
    ModelRequest before = request(CLAUDE, body("", "", ""));
    ModelRequest after = CachePoints.addTo(before).orElseThrow();
    assertThat(before.pricingParameters().cacheWrites()).isFalse();
    assertThat(after.pricingParameters().cacheWrites()).isTrue();
    assertThat(after.pricingParameters().cacheHour()).isFalse();
    RequestEstimator.Estimate estimate =
        RequestEstimator.estimate(after.model(), after.operation(), after.body());
    assertThat(after.tokenEstimate()).isEqualTo(estimate.tokens());
    assertThat(after.pricingParameters()).isEqualTo(estimate.pricing());
    assertThat(after.tokenEstimate().inputTokens())
        .isGreaterThanOrEqualTo(before.tokenEstimate().inputTokens());
  }

  /// @param system what stands behind the system prompt
  /// @param tools what stands behind the tools
  /// @param history what stands behind the first message
  private static String body(String system, String tools, String history) {
    return "{'system':[{'text':'Be brief.'}"
        + system
        + "],'messages':["
        + FIRST.formatted(history)
        + ","
        + ANSWER
        + ","
        + FIRST.formatted("")
        + "],'inferenceConfig':{'maxTokens':50,'temperature':0.10},'toolConfig':{'tools':["
        + "{'toolSpec':{'name':'f','inputSchema':{'json':{}}}}"
        + tools
        + "],'toolChoice':{'any':{}}}}";
  }

  private static Optional<String> marked(String model, String body) {
    return CachePoints.addTo(request(model, body))
        .map(marked -> new String(marked.body().bytes(), StandardCharsets.UTF_8))
        .map(json -> json.replace('"', '\''));
  }

  private static ModelRequest request(String model, String body) {
    Payload payload = Payload.of(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    ModelId id = new ModelId(model);
    RequestEstimator.Estimate estimate =
        RequestEstimator.estimate(id, Operation.converse(true), payload);
    return new ModelRequest(
        id,
        Operation.converse(true),
        Dialect.OPENAI,
        payload,
        Map.of(),
        true,
        estimate.tokens(),
        estimate.pricing());
  }

  @ParameterizedTest
  @CsvSource({
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0, true, true, true, true",
    "anthropic.claude-3-haiku-20240307-v1:0, false, false, false, false",
    "us.amazon.nova-pro-v1:0, true, false, true, false",
    "us.meta.llama3-3-70b-instruct-v1:0, false, false, false, false",
    "arn:aws:bedrock:us-east-1:111122223333:imported-model/abc, true, true, true, true"
  })
  void handsOnACallersPointWhereTheModelTakesOne(
      String id, boolean system, boolean tools, boolean behindText, boolean behindImage) {
    ModelId model = ModelId.of(id).orElseThrow();
    Json text = JsonObjectBuilder.of("text", new JsonString("a"));
    Json image = JsonObjectBuilder.of("image", JsonObject.EMPTY);
    assertThat(CachePoints.isTaken(model, CachePoints.Field.SYSTEM, text)).isEqualTo(system);
    assertThat(CachePoints.isTaken(model, CachePoints.Field.TOOLS, image)).isEqualTo(tools);
    assertThat(CachePoints.isTaken(model, CachePoints.Field.MESSAGES, text)).isEqualTo(behindText);
    assertThat(CachePoints.isTaken(model, CachePoints.Field.MESSAGES, image))
        .isEqualTo(behindImage);
  }
}
