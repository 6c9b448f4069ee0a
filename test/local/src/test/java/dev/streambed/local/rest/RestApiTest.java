package dev.streambed.local.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.RawHttpClient;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.SampleEvents;
import dev.streambed.local.TestHttpClient;
import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before all tests
@TestInstance(Lifecycle.PER_CLASS)
class RestApiTest {

  @TempDir private static Path folder;

  private final TestHttpClient testHttpClient = new TestHttpClient();
  private LocalStack stack;
  private URI stage;

  @BeforeAll
  void start() {
    SampleAssembly.in(folder);
    stack = LocalStack.start(LocalStackOptions.of(folder));
    stage = stack.restUrl().orElseThrow();
  }

  @AfterAll
  void stop() {
    stack.close();
    testHttpClient.close();
  }

  @Test
  void makesEventsOfPayloadFormatOne() throws Exception {
    HttpResponse<String> answer =
        testHttpClient.send(
            "POST",
            stage.resolve("bedrock/stream/?a=1&a=2"),
            "höre",
            "X-Sample",
            "echo",
            "X-Two",
            "1",
            "X-Two",
            "2",
            "Content-Type",
            "text/plain");
    JsonNode event = json(answer);
    assertThat(event.path("resource").asText()).isEqualTo("/bedrock/stream");
    assertThat(event.path("path").asText()).isEqualTo("/bedrock/stream/");
    assertThat(event.path("httpMethod").asText()).isEqualTo("POST");
    assertThat(event.path("headers").path("X-Two").asText()).isEqualTo("2");
    assertThat(event.path("multiValueHeaders").path("X-Two").toString()).isEqualTo("[\"1\",\"2\"]");
    assertThat(event.path("queryStringParameters")).isEqualTo(Json.object().put("a", "2"));
    assertThat(event.path("multiValueQueryStringParameters").toString())
        .isEqualTo("{\"a\":[\"1\",\"2\"]}");
    assertThat(event.path("body").asText()).isEqualTo("höre");
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    JsonNode context = event.path("requestContext");
    assertThat(context.path("path").asText()).isEqualTo("/prod/bedrock/stream/");
    assertThat(context.path("stage").asText()).isEqualTo("prod");
    assertThat(context.path("requestId").asText())
        .isEqualTo(answer.headers().firstValue("x-amzn-requestid").orElseThrow());
    assertThat(context.path("extendedRequestId").asText())
        .isEqualTo(answer.headers().firstValue("x-amz-apigw-id").orElseThrow());
    assertThat(event.path("headers").path("Host").asText())
        .isEqualTo(context.path("domainName").asText())
        .endsWith(".execute-api.us-east-1.amazonaws.com");
  }

  @Test
  void hasTheMembersOfAwssOwnSample() throws Exception {
    JsonNode sample = SampleEvents.read("ptts--apigw-rest-no-auth.json");
    JsonNode event = json(testHttpClient.sample(stage.resolve("health"), "echo"));
    assertThat(names(event)).containsExactlyInAnyOrderElementsOf(names(sample));
    assertThat(names(event.path("requestContext")))
        .containsExactlyInAnyOrderElementsOf(names(sample.path("requestContext")));
    assertThat(names(event.path("requestContext").path("identity")))
        .containsExactlyInAnyOrderElementsOf(names(sample.path("requestContext").path("identity")));
    for (String absent :
        List.of("queryStringParameters", "pathParameters", "body", "stageVariables")) {
      assertThat(event.path(absent).isNull()).as(absent).isTrue();
    }
  }

  @Test
  void streamsPieceByPiece() throws Exception {
    try (RawHttpClient raw =
        RawHttpClient.sample(stage.resolve("health"), "GET", "x-sample", "pieces")) {
      assertThat(raw.head()).startsWith("HTTP/1.1 200 OK\n").contains("Transfer-Encoding: chunked");
      assertThat(List.of(raw.chunk(), raw.chunk(), raw.chunk(), raw.chunk()))
          .containsExactly("piece 0\n", "piece 1\n", "piece 2\n", "");
    }
  }

  @Test
  void needsAPreludeWhereItStreams() throws Exception {
    for (String what : List.of("bad-prelude", "{'statusCode':200,'body':'x'}")) {
      HttpResponse<String> answer = testHttpClient.sample(stage.resolve("health"), what);
      assertThat(answer.statusCode()).as(what).isEqualTo(500);
      assertThat(answer.body())
          .isEqualTo("{\"error\":\"Something failed.\",\"type\":\"Internal server error\"}");
      assertThat(answer.headers().firstValue("x-amzn-errortype"))
          .contains("InternalServerErrorException");
    }
  }

  @Test
  void answers502ToAPreludeWithAListForAHeader() throws Exception {
    assertThat(testHttpClient.sample(stage.resolve("health"), "header-list").statusCode())
        .isEqualTo(502);
  }

  @Test
  void answers502WhenTheFunctionFailsBeforeTheFirstByte() throws Exception {
    for (String what : List.of("throw", "crash", "hang")) {
      assertThat(testHttpClient.sample(stage.resolve("health"), what).statusCode())
          .as(what)
          .isEqualTo(502);
    }
  }

  @Test
  void breaksTheConnectionWhenTheFunctionBreaksOff() throws Exception {
    try (RawHttpClient raw =
        RawHttpClient.sample(stage.resolve("health"), "GET", "x-sample", "cut-late")) {
      assertThat(raw.head()).startsWith("HTTP/1.1 200 OK\n");
      assertThat(raw.chunk()).isEqualTo("first piece");
      assertThatThrownBy(raw::chunk).isInstanceOf(IOException.class);
    }
  }

  @Test
  void readsTheProxysJsonWhereItBuffers() throws Exception {
    HttpResponse<String> answer = post("echo", "x-sample-format", "proxy");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("resource").asText()).isEqualTo("/bedrock");
    assertThat(answer.headers().allValues("x-many")).containsExactly("1", "2");
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.headers().firstValue("content-length")).isPresent();
  }

  @Test
  void losesTheBodyOfAStreamedAnswerWhereItBuffers() throws Exception {
    HttpResponse<String> answer = post("echo");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-from")).contains("sample");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void answers502ToAMalformedProxyAnswer() throws Exception {
    for (String what :
        List.of(
            "nonsense",
            "[]",
            "{'message':'x'}",
            "{'statusCode':200,'body':{'a':1}}",
            "{'cookies':[]}")) {
      assertThat(post(what).statusCode()).as(what).isEqualTo(502);
    }
    assertThat(post("throw").statusCode()).isEqualTo(502);
    assertThat(post("{}").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsBase64WhereNoTypeIsBinary() throws Exception {
    assertThat(post("{'body':'aGk=','isBase64Encoded':true}").body()).isEqualTo("aGk=");
  }

  @Test
  void renamesTheHeadersThatItKeepsForItself() throws Exception {
    HttpResponse<String> answer =
        post(
            "{'statusCode':401,'headers':{'WWW-Authenticate':'Bearer','Server':'mine','x-a':'1'}}");
    assertThat(answer.headers().firstValue("x-amzn-remapped-www-authenticate")).contains("Bearer");
    assertThat(answer.headers().firstValue("x-amzn-remapped-server")).contains("mine");
    assertThat(answer.headers().firstValue("www-authenticate")).isEmpty();
    assertThat(answer.headers().firstValue("x-a")).contains("1");
  }

  @Test
  void givesUpOnABufferedAnswerAfterTheMethodsTimeout() throws Exception {
    HttpResponse<String> answer = post("slow", "x-sample-n", "2500", "x-sample-format", "proxy");
    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body()).contains("Endpoint request timed out");
    // The function was left alone: the connection and the process go on.
    assertThat(post("echo").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> post(String what, String... more) throws Exception {
    String[] headers = new String[more.length + 2];
    headers[0] = "x-sample";
    headers[1] = what;
    System.arraycopy(more, 0, headers, 2, more.length);
    return testHttpClient.send("POST", stage.resolve("bedrock"), "{}", headers);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
