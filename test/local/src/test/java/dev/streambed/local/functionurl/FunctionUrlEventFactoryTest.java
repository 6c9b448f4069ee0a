package dev.streambed.local.functionurl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.SampleEvents;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.IncomingRequest;
import dev.streambed.local.http.RequestHeaders;
import dev.streambed.local.http.TraceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionUrlEventFactoryTest {

  private final FunctionUrlEventFactory events =
      new FunctionUrlEventFactory("abc.lambda-url.us-east-1.on.aws", Map.of());

  @Test
  void saysWhatWasAsked() {
    JsonNode event = event("a=1&a=2&b=x%20y", Map.of("X-Two", List.of("1", "2")), "");
    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("rawPath").asText()).isEqualTo("/some/%2Fpath");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("a=1&a=2&b=x%20y");
    assertThat(event.path("queryStringParameters"))
        .isEqualTo(Json.object().put("a", "1,2").put("b", "x y"));
    assertThat(event.path("headers").path("x-two").asText()).isEqualTo("1,2");
    JsonNode context = event.path("requestContext");
    assertThat(context.path("apiId").asText()).isEqualTo("abc");
    assertThat(context.path("requestId").asText()).isEqualTo("id");
    assertThat(context.path("http").path("method").asText()).isEqualTo("PUT");
    assertThat(context.path("http").path("sourceIp").asText()).isEqualTo("127.0.0.1");
    assertThat(context.path("time").asText()).isEqualTo("12/Mar/2020:19:03:58 +0000");
    assertThat(context.path("timeEpoch").asLong()).isEqualTo(1584039838000L);
  }

  @Test
  void tellsCookiesFromOtherHeaders() {
    JsonNode event = event("", Map.of("Cookie", List.of("a=1; b=2", "c=3")), "");
    assertThat(event.path("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\",\"c=3\"]");
    assertThat(event.path("headers").has("cookie")).isFalse();
  }

  @Test
  void namesTheHostThatTheUrlHasOnAws() {
    JsonNode headers = event("", Map.of("Host", List.of("127.0.0.1:9480")), "").path("headers");
    assertThat(headers.path("host").asText()).isEqualTo("abc.lambda-url.us-east-1.on.aws");
    assertThat(headers.path("x-forwarded-proto").asText()).isEqualTo("https");
    assertThat(headers.path("x-amzn-trace-id").asText()).isEqualTo("Root=1-2-3");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, false",
    "application/json; charset=utf-8, false",
    "TEXT/plain, false",
    "application/xml, false",
    "application/javascript, false",
    "application/octet-stream, true",
    "application/x-www-form-urlencoded, true",
    "'', true"
  })
  void choosesTheBodysEncodingByItsType(String type, boolean encoded) {
    JsonNode event = event("", Map.of("Content-Type", List.of(type)), "höre");
    assertThat(event.path("isBase64Encoded").asBoolean()).isEqualTo(encoded);
    assertThat(event.path("body").asText()).isEqualTo(encoded ? "aMO2cmU=" : "höre");
  }

  @Test
  void handsOnAsBase64WhateverHasAContentCoding() {
    var headers =
        Map.of("Content-Type", List.of("application/json"), "Content-Encoding", List.of("gzip"));
    JsonNode event = event("", headers, "höre");
    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(event.path("body").asText()).isEqualTo("aMO2cmU=");
  }

  @Test
  void leavesOutABodyThatIsNotThere() {
    JsonNode event = event("", Map.of(), "");
    assertThat(event.has("body")).isFalse();
    assertThat(event.has("queryStringParameters")).isFalse();
    assertThat(event.has("cookies")).isFalse();
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ptpy--events-lambdaFunctionUrlEvent.json",
        "ptpy--events-lambdaFunctionUrlEventWithHeaders.json"
      })
  void hasTheMembersOfAwssOwnSamples(String file) {
    JsonNode sample = SampleEvents.read(file);
    JsonNode event = event("a=1", Map.of(), "");
    assertThat(names(event)).containsAll(names(sample));
    assertThat(names(event.path("requestContext")))
        .containsExactlyInAnyOrderElementsOf(names(sample.path("requestContext")));
    assertThat(names(event.path("requestContext").path("http")))
        .containsExactlyInAnyOrderElementsOf(names(sample.path("requestContext").path("http")));
  }

  private JsonNode event(String query, Map<String, List<String>> headers, String body) {
    IncomingRequest incomingRequest =
        new IncomingRequest(
            "id",
            new TraceId("1-2-3"),
            "PUT",
            "/some/%2Fpath",
            query,
            new RequestHeaders(headers),
            "127.0.0.1",
            Instant.parse("2020-03-12T19:03:58Z"));
    byte[] event = events.of(incomingRequest, body.getBytes(StandardCharsets.UTF_8));
    return Json.parse(event).orElseThrow();
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
