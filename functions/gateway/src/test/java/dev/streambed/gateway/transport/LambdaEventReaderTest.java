package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestLine;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CollectedResponse.Way;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.TestContext;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaEventReaderTest {

  private final CollectedResponse response = new CollectedResponse();

  @Test
  void readsACallOfAFunctionUrl() throws IOException {
    InboundCall inboundCall =
        call(
            LambdaEvent.functionUrl("POST", "/bedrock")
                .withHeader("authorization", "Bearer x")
                .withBody("{\"é\":1}"));
    assertThat(inboundCall.transport()).isEqualTo(Transport.FUNCTION_URL);
    assertThat(inboundCall.requestLine()).isEqualTo(new RequestLine("POST", "/bedrock"));
    assertThat(inboundCall.headers().get("authorization")).contains("Bearer x");
    assertThat(new String(inboundCall.body().bytes(), StandardCharsets.UTF_8))
        .isEqualTo("{\"é\":1}");
    assertThat(inboundCall.requestId().value()).isEqualTo(TestContext.ofOneMinute().awsRequestId());
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
    assertThat(receive(in) instanceof IncomingEvent.SweepDue).isEqualTo(isSweep);
  }

  @Test
  void readsACallOfARestApi() throws IOException {
    InboundCall inboundCall = call(LambdaEvent.rest("post", "/bedrock/stream").withBody("{}"));
    assertThat(inboundCall.transport()).isEqualTo(Transport.REST_API);
    assertThat(inboundCall.requestLine()).isEqualTo(new RequestLine("POST", "/bedrock/stream"));
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
    assertThat(call(LambdaEvent.functionUrl("GET", path)).requestLine().path()).isEqualTo(tidied);
    assertThat(call(LambdaEvent.rest("GET", path)).requestLine().path()).isEqualTo(tidied);
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
    LambdaEvent lambdaEvent =
        LambdaEvent.rest("GET", "/{proxy+}").with("path", new JsonString(path));
    assertThat(call(lambdaEvent).requestLine().path()).isEqualTo(routed);
  }

  @Test
  void findsHeadersOfARestApiInEitherForm() throws IOException {
    LambdaEvent multiple =
        LambdaEvent.rest("POST", "/bedrock")
            .with(
                "multiValueHeaders",
                new JsonObject(
                    Map.of(
                        "X-Api-Key",
                        new JsonArray(
                            List.of(new JsonString("first"), new JsonString("second"))))));
    assertThat(call(multiple).headers().get("x-api-key")).contains("first");
    LambdaEvent single =
        LambdaEvent.rest("POST", "/bedrock")
            .withHeader("X-API-KEY", "only")
            .with("multiValueHeaders", new JsonNull());
    assertThat(call(single).headers().get("x-api-key")).contains("only");
  }

  @Test
  void readsABase64Body() throws IOException {
    String base64 =
        Base64.getEncoder().encodeToString("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    InboundCall inboundCall = call(LambdaEvent.functionUrl("POST", "/").withBase64Body(base64));
    assertThat(new String(inboundCall.body().bytes(), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":1}");
  }

  @Test
  void refusesABodyThatIsNotTheBase64ItClaimsToBe() throws IOException {
    assertThat(problem(LambdaEvent.functionUrl("POST", "/").withBase64Body("{}")).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void measuresBodiesInBytes() throws IOException {
    assertThat(call(LambdaEvent.functionUrl("POST", "/").withBody("é".repeat(50))).body().size())
        .isEqualTo(100);
    assertThat(problem(LambdaEvent.functionUrl("POST", "/").withBody("é".repeat(50) + "x")).code())
        .isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
  }

  @Test
  void streamsEverythingButTheBufferedMethod() throws IOException {
    assertThat(way(LambdaEvent.functionUrl("POST", "/bedrock"))).isEqualTo(Way.STREAM);
    assertThat(way(LambdaEvent.rest("POST", "/bedrock/stream"))).isEqualTo(Way.STREAM);
    assertThat(way(LambdaEvent.rest("GET", "/health"))).isEqualTo(Way.STREAM);
    assertThat(way(LambdaEvent.rest("POST", "/bedrock"))).isEqualTo(Way.PROXY);
    assertThat(way(LambdaEvent.rest("DELETE", "/requests/{requestId}"))).isEqualTo(Way.PROXY);
    assertThat(way(LambdaEvent.rest("GET", "/usage"))).isEqualTo(Way.PROXY);
    assertThat(way(LambdaEvent.rest("POST", "/keys"))).isEqualTo(Way.PROXY);
    assertThat(way(LambdaEvent.rest("POST", "/tokens"))).isEqualTo(Way.PROXY);
    assertThat(way(LambdaEvent.functionUrl("POST", "/").withContext("connectionId", "c")))
        .isEqualTo(Way.PROXY);
    assertThat(
            way(LambdaEvent.functionUrl("POST", "/").withContext("domainName", "x.execute-api.y")))
        .isEqualTo(Way.PROXY);
  }

  @Test
  void putsTheRequestIdOnEveryAnswer() throws IOException {
    for (LambdaEvent lambdaEvent :
        List.of(
            LambdaEvent.functionUrl("POST", "/"),
            LambdaEvent.rest("POST", "/bedrock"),
            LambdaEvent.functionUrl("POST", "/").withContext("connectionId", "c"))) {
      back(receive(lambdaEvent.stream())).begin(200, Map.of("content-type", "text/plain"));
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
    IncomingEvent incomingEvent =
        receive(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    assertThat(incomingEvent).isInstanceOf(IncomingEvent.Refused.class);
    back(incomingEvent).begin(404, Map.of());
    assertThat(response.way()).isEqualTo(Way.BUFFER);
  }

  @Test
  void survivesHeadersAndBodiesOfAnyType() throws IOException {
    LambdaEvent lambdaEvent =
        LambdaEvent.rest("POST", "/bedrock")
            .with("body", new JsonNull())
            .with("isBase64Encoded", new JsonString("true"))
            .with("multiValueHeaders", new JsonObject(Map.of("a", new JsonArray(List.of()))));
    assertThat(call(lambdaEvent).body().size()).isZero();
  }

  private static ResponseSink back(IncomingEvent incomingEvent) {
    return switch (incomingEvent) {
      case IncomingEvent.HttpCallReceived(_, ResponseSink back) -> back;
      case IncomingEvent.OriginNotVerified(_, ResponseSink back) -> back;
      case IncomingEvent.HandoverReceived(_, _, ResponseSink back) -> back;
      case IncomingEvent.HandoverFailed(_, _, ResponseSink back) -> back;
      case IncomingEvent.Unreadable _ -> throw new AssertionError("it has no way back");
      case IncomingEvent.Refused(_, _, ResponseSink back) -> back;
      case IncomingEvent.SweepDue(_, ResponseSink back) -> back;
      case IncomingEvent.WebSocketEventReceived _ -> throw new AssertionError("a socket's");
    };
  }

  private Way way(LambdaEvent lambdaEvent) throws IOException {
    ResponseSink back = back(receive(lambdaEvent.stream()));
    back.begin(200, Map.of());
    return response.way();
  }

  private InboundCall call(LambdaEvent lambdaEvent) throws IOException {
    return ((IncomingEvent.HttpCallReceived) receive(lambdaEvent.stream())).inboundCall();
  }

  private Problem problem(LambdaEvent lambdaEvent) throws IOException {
    return ((IncomingEvent.Refused) receive(lambdaEvent.stream())).problem();
  }

  private IncomingEvent receive(InputStream event) throws IOException {
    HttpEventReader calls =
        new HttpEventReader(
            100, new CorsPolicy(Set.of()), Optional.empty(), InstantSource.system());
    return new LambdaEventReader(calls, InstantSource.system())
        .read(event, response, TestContext.ofOneMinute());
  }
}
