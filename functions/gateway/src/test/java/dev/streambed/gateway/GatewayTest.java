package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.bedrock.BedrockOptions;
import dev.streambed.bedrock.ModelSource;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.bedrock.scripted.Script;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CollectedResponse.Way;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The seed format in all its cases, through the whole function.
@Timeout(60)
class GatewayTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final byte[] SWEEP =
      "{\"streambedSweep\":{\"version\":1}}".getBytes(StandardCharsets.UTF_8);

  private final BedrockEndpoint bedrock = start();
  private final TestGateway testGateway = TestGateway.before(bedrock.uri());

  @AfterEach
  void stop() {
    testGateway.close();
    bedrock.close();
  }

  @Test
  void streamsServerSentEvents() throws IOException {
    CollectedResponse response = testGateway.call(testGateway.stream());
    assertThat(response.prelude().statusCode()).isEqualTo(200);
    assertThat(response.header("content-type")).isEqualTo("text/event-stream");
    assertThat(response.writes())
        .containsExactly(
            "data: {\"content\": \"The\"}\n\n",
            "data: {\"content\": \" river\"}\n\n",
            "data: {\"content\": \" bed\"}\n\n",
            "data: [DONE]\n\n");
  }

  @Test
  void streamsUsageWhenAsked() throws IOException {
    String members = TestGateway.members(true) + "\"stream_options\": {\"include_usage\": true}, ";
    CollectedResponse response =
        testGateway.call(testGateway.ask(LambdaEvent.functionUrl("POST", "/"), members));
    String usage = response.writes().get(3);
    assertThat(usage).startsWith("event: usage\ndata: ");
    assertThat(response.writes()).endsWith("data: [DONE]\n\n");
    JsonNode counts = JSON.readTree(usage.substring(19, usage.indexOf("\n\n")));
    assertThat(counts.get("outputTokens").asInt()).isPositive();
    assertThat(counts.get("stopReason").asText()).isEqualTo("end_turn");
  }

  @Test
  void answersInOneWithBedrocksOwnJson() throws IOException {
    CollectedResponse response =
        testGateway.call(
            testGateway.ask(
                LambdaEvent.functionUrl("POST", "/bedrock"), TestGateway.members(false)));
    assertThat(response.way()).isEqualTo(Way.STREAM);
    assertThat(response.header("content-type")).isEqualTo("application/json");
    JsonNode answer = JSON.readTree(response.body());
    assertThat(answer.at("/content/0/text").asText()).isEqualTo("The river bed");
    assertThat(testGateway.lines().getFirst()).contains("\"event_type\":\"bedrock_invoke\"");
  }

  @Test
  void answersAStreamOnTheBufferedMethodWithOneArray() throws IOException {
    CollectedResponse response =
        testGateway.call(
            testGateway.ask(LambdaEvent.rest("POST", "/bedrock"), TestGateway.members(true)));
    assertThat(response.way()).isEqualTo(Way.PROXY);
    assertThat(response.body())
        .isEqualTo(
            "[{\"content\":\"The\"},{\"content\":\" river\"},{\"content\":\" bed\"},"
                + "{\"done\": true}]");
    assertThat(testGateway.lines().getFirst()).contains("\"transport\":\"rest_api\"");
  }

  @Test
  void streamsByDefaultWhereTheRouteSaysSo() throws IOException {
    String model = "\"modelId\": \"" + TestGateway.MODEL + "\", ";
    for (LambdaEvent lambdaEvent :
        List.of(
            LambdaEvent.rest("POST", "/bedrock/stream"),
            LambdaEvent.functionUrl("POST", "/bedrock/stream"))) {
      assertThat(testGateway.call(testGateway.ask(lambdaEvent, model)).body())
          .endsWith("data: [DONE]\n\n");
    }
    CollectedResponse not =
        testGateway.call(
            testGateway.ask(
                LambdaEvent.rest("POST", "/bedrock/stream"), TestGateway.members(false)));
    assertThat(JSON.readTree(not.body()).has("content")).isTrue();
  }

  @Test
  void streamsAModelThatMustBeToldSoInItsBody() throws IOException {
    LambdaEvent lambdaEvent =
        LambdaEvent.functionUrl("POST", "/bedrock/stream")
            .withHeader("x-api-key", testGateway.token())
            .withBody("{\"modelId\":\"cohere.command-text-v14\",\"prompt\":\"How deep?\"}");
    String body = testGateway.call(lambdaEvent).body();
    assertThat(body.split("data: \\{\"content\"", -1)).hasSizeGreaterThan(2);
    assertThat(body).endsWith("data: [DONE]\n\n");
  }

  @Test
  void sendsBedrockTheRestOfTheBodyAsItWas() throws IOException {
    testGateway.call(testGateway.stream());
    ReceivedRequest request = bedrock.received().all().getFirst();
    assertThat(new String(request.body(), StandardCharsets.UTF_8))
        .isEqualTo("{" + TestGateway.REST);
    assertThat(request.modelId()).isEqualTo(TestGateway.MODEL);
  }

  @Test
  void leavesOneLineAndOneRecord() throws IOException {
    testGateway.call(testGateway.stream().withHeader("x-request-id", "mine-1"));
    assertThat(testGateway.lines()).hasSize(1);
    JsonNode line = JSON.readTree(testGateway.lines().getFirst());
    assertThat(line.get("outcome").asText()).isEqualTo("complete");
    assertThat(line.get("usage_source").asText()).isEqualTo("bedrock");
    assertThat(testGateway.records()).hasSize(1);
    assertThat(testGateway.records().getFirst())
        .containsEntry("request_id", text("mine-1"))
        .containsEntry("output_tokens", number(line.get("output_tokens").asLong()));
    assertThat(testGateway.lines().getFirst())
        .doesNotContain(testGateway.token(), "How deep", "river");
  }

  @Test
  void answersHealthWithoutKnowingAnybody() throws IOException {
    for (LambdaEvent lambdaEvent :
        List.of(
            LambdaEvent.functionUrl("GET", "/health"),
            LambdaEvent.functionUrl("HEAD", "/health"),
            LambdaEvent.rest("GET", "/health"))) {
      CollectedResponse response = testGateway.call(lambdaEvent);
      assertThat(response.prelude().statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /bedrock",
    "DELETE, /bedrock",
    "PUT, /health",
    "POST, /health",
    "POST, /nowhere",
    "'', /bedrock",
    "POST, /bedrock/stream/more"
  })
  void knowsNoOtherRoutes(String method, String path) throws IOException {
    CollectedResponse response =
        testGateway.call(testGateway.ask(LambdaEvent.functionUrl(method, path), ""));
    assertError(response, 404, "not_found");
  }

  @Test
  void hasNoRootOnTheRestApi() throws IOException {
    assertError(
        testGateway.call(testGateway.ask(LambdaEvent.rest("POST", "/"), "")), 404, "not_found");
  }

  @Test
  void answersAPreflightThatComesThrough() throws IOException {
    CollectedResponse response = testGateway.call(LambdaEvent.functionUrl("OPTIONS", "/bedrock"));
    assertThat(response.prelude().statusCode()).isEqualTo(200);
    assertThat(response.body()).isNotEmpty();
    assertThat(response.prelude().headers().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));
  }

  @Test
  void refusesStrangersBeforeAnythingElse() throws IOException {
    LambdaEvent lambdaEvent = LambdaEvent.functionUrl("POST", "/bedrock").withBody("not even json");
    CollectedResponse response = testGateway.call(lambdaEvent);
    assertError(response, 401, "unauthenticated");
    assertThat(response.header("www-authenticate")).isEqualTo("Bearer");
  }

  @Test
  void countsNothingForARequestThatMakesNoSense() throws IOException {
    testGateway.limitTo(1);
    LambdaEvent lambdaEvent =
        LambdaEvent.functionUrl("POST", "/")
            .withHeader("x-api-key", testGateway.token())
            .withBody("{\"stream\":true}");
    assertError(testGateway.call(lambdaEvent), 400, "invalid_request");
    assertThat(testGateway.counters()).isEmpty();
    assertThat(testGateway.records()).isEmpty();
    assertThat(testGateway.lines()).singleElement().asString().contains("\"request_refused\"");
  }

  @Test
  void holdsTheDailyLimitAndSaysWhenToComeAgain() throws IOException {
    testGateway.limitTo(1);
    testGateway.call(testGateway.stream());
    CollectedResponse refused = testGateway.call(testGateway.stream());
    assertError(refused, 429, "rate_limited");
    assertThat(Long.parseLong(refused.header("retry-after"))).isBetween(1L, 86_400L);
    assertThat(JSON.readTree(refused.body()).get("limit").asText()).isEqualTo("requestsPerDay");
    assertThat(refused.header("x-ratelimit-limit-requests-day")).isEqualTo("1");
    assertThat(refused.header("x-ratelimit-remaining-requests-day")).isEqualTo("0");
    assertThat(bedrock.received().count()).isEqualTo(1);
    assertThat(testGateway.records()).hasSize(1);
  }

  @Test
  void reservesWhatTheAnswerMayNeedAndSettlesWhatItNeeded() throws IOException {
    testGateway.limitTo(5);
    CollectedResponse answer = testGateway.call(testGateway.stream());
    assertThat(answer.header("x-ratelimit-remaining-requests-day")).isEqualTo("4");
    assertThat(answer.header("x-ratelimit-limit-tokens")).isEmpty();
    Map<String, AttributeValue> counters = testGateway.counters().getFirst();
    assertThat(counters)
        .containsEntry("running", number(0))
        .allSatisfy((name, _) -> assertThat(name).doesNotStartWith("o"));
    AttributeValue tokens = testGateway.records().getFirst().get("token_count");
    assertThat(tokens).isNotNull();
    assertThat(
            counters.entrySet().stream().filter(counter -> counter.getKey().matches("M[0-9]{6}t")))
        .singleElement()
        .satisfies(counter -> assertThat(counter.getValue()).isEqualTo(tokens));
  }

  @Test
  void sweepsWhenItIsTime() throws IOException {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("customerId", text(testGateway.customer()));
    item.put("window", text("NOW"));
    item.put("running", number(1));
    item.put("M202601t", number(100));
    item.put("odead", text("1 1767225600000 960 60 40 0 rest_api whole 0badcafe a.model"));
    LocalTables.shared().put(LocalTables.LIMITS, item);
    CollectedResponse response = new CollectedResponse();
    testGateway
        .gateway()
        .handle(new ByteArrayInputStream(SWEEP), response, TestContext.ofOneMinute());
    assertThat(response.body()).startsWith("{\"closed\":").endsWith(",\"finished\":true}");
    assertThat(LocalTables.shared().records(testGateway.customer()))
        .singleElement()
        .satisfies(record -> assertThat(record).containsEntry("outcome", text("killed")));
    assertThat(testGateway.counters().getFirst())
        .containsEntry("running", number(0))
        .doesNotContainKey("odead");
  }

  @Test
  void refusesASuspendedCustomer() throws IOException {
    testGateway.putCustomer(Map.of("status", text("suspended")));
    assertError(testGateway.call(testGateway.stream()), 403, "forbidden");
  }

  private static void assertError(CollectedResponse response, int status, String code)
      throws IOException {
    assertThat(response.prelude().statusCode()).isEqualTo(status);
    JsonNode error = JSON.readTree(response.body());
    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(error.get("error").asText()).isNotEmpty();
    assertThat(error.get("requestId").asText()).isEqualTo(response.header("x-request-id"));
    assertThat(response.header("content-type")).isEqualTo("application/json");
  }

  private static BedrockEndpoint start() {
    try {
      Script script = Script.IMMEDIATE.withText("The river bed");
      return BedrockEndpoint.start(BedrockOptions.of(new ModelSource.Scripted(script)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
