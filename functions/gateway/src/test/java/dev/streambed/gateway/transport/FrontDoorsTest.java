package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CollectedResponse.Way;
import dev.streambed.gateway.fixture.Event;
import dev.streambed.gateway.fixture.TestContext;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.ReturnPath;
import dev.streambed.gateway.vocabulary.Target;
import dev.streambed.gateway.vocabulary.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorsTest {

  private final CollectedResponse response = new CollectedResponse();

  @Test
  void readsACallOfAFunctionUrl() throws IOException {
    Call call =
        call(
            Event.functionUrl("POST", "/bedrock")
                .withHeader("authorization", "Bearer x")
                .withBody("{\"é\":1}"));
    assertThat(call.transport()).isEqualTo(Transport.FUNCTION_URL);
    assertThat(call.target()).isEqualTo(new Target("POST", "/bedrock"));
    assertThat(call.headers().get("authorization")).contains("Bearer x");
    assertThat(new String(call.body().bytes(), StandardCharsets.UTF_8)).isEqualTo("{\"é\":1}");
    assertThat(call.requestId().value()).isEqualTo(TestContext.ofOneMinute().awsRequestId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"streambedSweep\":{\"version\":1}}' | true",
        "'{\"streambedSweep\":{\"version\":2}}' | false",
        "'{\"streambedSweep\":{}}' | false",
        "'{\"streambedSweep\":1}' | false",
        "'{\"streambedSweep\":{\"version\":1},\"body\":\"\"}' | false",
        "'{\"body\":{\"streambedSweep\":{\"version\":1}}}' | false",
      })
  void sweepsForItsOwnScheduleOnly(String event, boolean isSweep) throws IOException {
    var in = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
    assertThat(receive(in) instanceof Arrival.SweepDue).isEqualTo(isSweep);
  }

  @Test
  void readsACallOfARestApi() throws IOException {
    Call call = call(Event.rest("post", "/bedrock/stream").withBody("{}"));
    assertThat(call.transport()).isEqualTo(Transport.REST_API);
    assertThat(call.target()).isEqualTo(new Target("POST", "/bedrock/stream"));
  }

  @ParameterizedTest
  @CsvSource({
    "/bedrock/, /bedrock",
    "/bedrock//, /bedrock",
    "//bedrock, /bedrock",
    "///bedrock//stream/, /bedrock/stream",
    "//, /",
    "/, /",
    "'', /",
    "bedrock, /bedrock",
    "/bedrock/stream, /bedrock/stream"
  })
  void tidiesPaths(String path, String tidied) throws IOException {
    assertThat(call(Event.functionUrl("GET", path)).target().path()).isEqualTo(tidied);
    assertThat(call(Event.rest("GET", path)).target().path()).isEqualTo(tidied);
  }

  @ParameterizedTest
  @CsvSource({
    "/prod/bedrock, /bedrock",
    "/prod, /",
    "/prod/, /",
    "/bedrock, /bedrock",
    "/production/x, /production/x"
  })
  void takesTheStageOffAPathThatOnlyThePathKnows(String path, String routed) throws IOException {
    Event event = Event.rest("GET", "/{proxy+}").with("path", new JsonText(path));
    assertThat(call(event).target().path()).isEqualTo(routed);
  }

  @Test
  void findsHeadersOfARestApiInEitherForm() throws IOException {
    Event multiple =
        Event.rest("POST", "/bedrock")
            .with(
                "multiValueHeaders",
                new JsonObject(
                    Map.of(
                        "X-Api-Key",
                        new JsonArray(List.of(new JsonText("first"), new JsonText("second"))))));
    assertThat(call(multiple).headers().get("x-api-key")).contains("first");
    Event single =
        Event.rest("POST", "/bedrock")
            .withHeader("X-API-KEY", "only")
            .with("multiValueHeaders", new JsonNull());
    assertThat(call(single).headers().get("x-api-key")).contains("only");
  }

  @Test
  void readsABase64Body() throws IOException {
    String base64 =
        Base64.getEncoder().encodeToString("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    Call call = call(Event.functionUrl("POST", "/").withBase64Body(base64));
    assertThat(new String(call.body().bytes(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
  }

  @Test
  void refusesABodyThatIsNotTheBase64ItClaimsToBe() throws IOException {
    assertThat(problem(Event.functionUrl("POST", "/").withBase64Body("{}")).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void measuresBodiesInBytes() throws IOException {
    assertThat(call(Event.functionUrl("POST", "/").withBody("é".repeat(50))).body().size())
        .isEqualTo(100);
    assertThat(problem(Event.functionUrl("POST", "/").withBody("é".repeat(50) + "x")).code())
        .isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
  }

  @Test
  void streamsEverythingButTheBufferedMethod() throws IOException {
    assertThat(way(Event.functionUrl("POST", "/bedrock"))).isEqualTo(Way.STREAM);
    assertThat(way(Event.rest("POST", "/bedrock/stream"))).isEqualTo(Way.STREAM);
    assertThat(way(Event.rest("GET", "/health"))).isEqualTo(Way.STREAM);
    assertThat(way(Event.rest("POST", "/bedrock"))).isEqualTo(Way.PROXY);
    assertThat(way(Event.rest("DELETE", "/requests/{requestId}"))).isEqualTo(Way.PROXY);
    assertThat(way(Event.rest("GET", "/usage"))).isEqualTo(Way.PROXY);
    assertThat(way(Event.rest("POST", "/tokens"))).isEqualTo(Way.PROXY);
    assertThat(way(Event.functionUrl("POST", "/").withContext("connectionId", "c")))
        .isEqualTo(Way.PROXY);
    assertThat(way(Event.functionUrl("POST", "/").withContext("domainName", "x.execute-api.y")))
        .isEqualTo(Way.PROXY);
  }

  @Test
  void putsTheRequestIdOnEveryAnswer() throws IOException {
    for (Event event :
        List.of(
            Event.functionUrl("POST", "/"),
            Event.rest("POST", "/bedrock"),
            Event.functionUrl("POST", "/").withContext("connectionId", "c"))) {
      back(receive(event.stream())).begin(200, Map.of("content-type", "text/plain"));
      assertThat(response.header("x-request-id")).isNotEmpty();
      assertThat(response.header("content-type")).isEqualTo("text/plain");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1",
        "{",
        "{}",
        "\"x\"",
        "{\"requestContext\":1}",
        "{\"type\":\"TOKEN\",\"authorizationToken\":\"t\",\"methodArn\":\"arn\"}",
        "{\"version\":\"2.0\",\"routeArn\":\"arn\",\"requestContext\":{\"http\":{}}}",
        "{\"Records\":[]}",
        "{\"httpMethod\":\"GET\",\"requestContext\":{\"elb\":{}}}"
      })
  void refusesWhatIsNoCallAsPlainJson(String event) throws IOException {
    Arrival arrival = receive(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    assertThat(arrival).isInstanceOf(Arrival.Refused.class);
    back(arrival).begin(404, Map.of());
    assertThat(response.way()).isEqualTo(Way.BUFFER);
  }

  @Test
  void survivesHeadersAndBodiesOfAnyType() throws IOException {
    Event event =
        Event.rest("POST", "/bedrock")
            .with("body", new JsonNull())
            .with("isBase64Encoded", new JsonText("true"))
            .with("multiValueHeaders", new JsonObject(Map.of("a", new JsonArray(List.of()))));
    assertThat(call(event).body().size()).isZero();
  }

  private static ReturnPath back(Arrival arrival) {
    return switch (arrival) {
      case Arrival.Arrived(_, ReturnPath back) -> back;
      case Arrival.HandedOn(_, _, ReturnPath back) -> back;
      case Arrival.HandoverFailed(_, _, ReturnPath back) -> back;
      case Arrival.Unreadable _ -> throw new AssertionError("it has no way back");
      case Arrival.Refused(_, _, ReturnPath back) -> back;
      case Arrival.SweepDue(_, ReturnPath back) -> back;
      case Arrival.OnSocket _ -> throw new AssertionError("a socket's");
    };
  }

  private Way way(Event event) throws IOException {
    ReturnPath back = back(receive(event.stream()));
    back.begin(200, Map.of());
    return response.way();
  }

  private Call call(Event event) throws IOException {
    return ((Arrival.Arrived) receive(event.stream())).call();
  }

  private Problem problem(Event event) throws IOException {
    return ((Arrival.Refused) receive(event.stream())).problem();
  }

  private Arrival receive(InputStream event) throws IOException {
    CallReader calls = new CallReader(100, new CorsPolicy(Set.of()), InstantSource.system());
    return new FrontDoors(calls, InstantSource.system())
        .receive(event, response, TestContext.ofOneMinute());
  }
}
