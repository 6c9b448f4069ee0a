package dev.streambed.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.Ask;
import dev.streambed.e2e.caller.Caller;
import dev.streambed.e2e.caller.Door;
import dev.streambed.e2e.caller.EventStream;
import dev.streambed.e2e.caller.Wire;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.Products;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people's HTTP clients really send.
@ExtendWith(Products.class)
class HttpTest {

  @ParameterizedTest
  @EnumSource
  void takesHeaderNamesInAnyCase(Door door, Product product) throws Exception {
    Ask ask = Ask.streamed("pieces=2");
    String id = UUID.randomUUID().toString();
    String headers =
        "AUTHORIZATION: bEaReR %s\ncOnTeNt-TyPe: application/json\nX-REQUEST-ID: %s\n"
            .formatted(product.caller().token(), id);
    try (Wire wire = Wire.to(product.at(door)).send(post(product.at(door), headers, ask.body()))) {
      Wire.Head head = wire.head();
      assertThat(wire.body(head)).as("whole").isNotEmpty();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("x-request-id")).isEqualTo(id);
      assertThat(product.books().entry(id).path("outcome").asText()).isEqualTo("complete");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/octet-stream", "application/x-www-form-urlencoded", "", "text/plain"})
  void takesBodiesOfAnyContentType(String type, Product product) throws Exception {
    for (Door door : Door.values()) {
      Ask ask = Ask.streamed("pieces=1 text=\"grün\"");
      HttpRequest.Builder request =
          HttpRequest.newBuilder(product.at(door))
              .header("x-api-key", product.caller().token())
              .POST(BodyPublishers.ofByteArray(ask.body().getBytes(StandardCharsets.UTF_8)));
      if (!type.isEmpty()) {
        request.header("content-type", type);
      }
      HttpResponse<String> answer = Caller.send(request.build());
      assertThat(Answers.text(Answers.items(door, answer))).isEqualTo("grün");
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesBodiesInChunks(Door door, Product product) throws Exception {
    String body = Ask.streamed("pieces=2").body();
    String headers = "x-api-key: %s\n".formatted(product.caller().token());
    String request =
        "POST %s HTTP/1.1\nhost: here\ntransfer-encoding: chunked\ncontent-type: application/json\n%s\n"
            .formatted(product.at(door).getRawPath(), headers);
    String chunks =
        "a\n%s\n%x\n%s\n0\n\n"
            .formatted(body.substring(0, 10), body.length() - 10, body.substring(10));
    try (Wire wire = Wire.to(product.at(door)).send(request + chunks)) {
      assertThat(wire.head().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesAnIdOfItsOwnInsteadOfAForeignOne(Door door, Product product) throws Exception {
    for (String id : new String[] {"a b", "a/b", "1-67e:0", "x".repeat(72)}) {
      HttpResponse<String> answer =
          product.caller().ask(door, Ask.streamed("pieces=1"), "x-request-id", id);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Answers.requestId(answer)).isNotEqualTo(id).matches("[A-Za-z0-9_-]{1,64}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, application/json, 200",
    "gzip, application/octet-stream, 200",
    "identity, application/json, 200",
    "br, application/json, 415",
    "'', application/json, 200"
  })
  void readsPackedBodiesAndByteOrderMarks(String coding, String type, int status, Product product)
      throws Exception {
    for (Door door : Door.values()) {
      byte[] body = ("\ufeff" + Ask.streamed("pieces=1 text=\"grün\"").body()).getBytes(UTF_8);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(product.at(door))
              .header("x-api-key", product.caller().token())
              .header("content-type", type)
              .POST(BodyPublishers.ofByteArray(coding.equals("gzip") ? gzip(body) : body));
      if (!coding.isEmpty()) {
        request.header("content-encoding", coding);
      }
      HttpResponse<String> answer = Caller.send(request.build());
      assertThat(answer.statusCode()).isEqualTo(status);
      if (status == 200) {
        assertThat(Answers.text(Answers.items(door, answer))).isEqualTo("grün");
      } else {
        assertThat(Answers.json(answer).path("code").asText()).isEqualTo("unsupported_media_type");
        assertThat(Answers.json(answer).path("error").asText()).contains("gzip, deflate");
      }
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void refusesBodiesThatAreTooLarge(Door door, Product product) throws Exception {
    for (int megabytes : new int[] {7, 11}) {
      String body = "{\"modelId\":\"" + "x".repeat(megabytes << 20) + "\"}";
      HttpResponse<String> answer = product.caller().post(product.at(door), body);
      assertThat(answer.statusCode()).isEqualTo(413);
      if (door.isRest()) {
        assertThat(Answers.json(answer).path("code").asText()).isEqualTo("request_too_large");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesBodiesThatAreLarge(Door door, Product product) throws Exception {
    Ask ask = Ask.streamed("pieces=1");
    String body = ask.body().replace(ask.marker(), ask.marker() + "x".repeat(5 << 20));
    HttpResponse<String> answer = product.caller().post(product.at(door), body);
    assertThat(Answers.texts(Answers.items(door, answer))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void servesAConnectionAgainAfterAStream(Door door, Product product) throws Exception {
    String headers =
        "x-api-key: %s\ncontent-type: application/json\n".formatted(product.caller().token());
    try (Wire wire = Wire.to(product.at(door))) {
      for (int round = 0; round < 3; round++) {
        String body = Ask.streamed("pieces=3").body();
        Wire.Head head = wire.send(post(product.at(door), headers, body)).head();
        String answer = wire.body(head);
        assertThat(head.status()).as(answer).isEqualTo(200);
        if (door != Door.REST_ARRAY) {
          assertThat(Answers.texts(EventStream.items(answer))).hasSize(3);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "bedrock/", "/bedrock", "//bedrock//", "bedrock?a=1&b=%20", "?bedrock"})
  void findsTheFunctionUrlsRoutesHoweverTheyAreJoined(String path, Product product)
      throws Exception {
    URI uri = URI.create(product.base(Door.FUNCTION_URL) + path);
    HttpResponse<String> answer = product.caller().post(uri, Ask.streamed("pieces=2").body());
    assertThat(Answers.texts(Answers.items(Door.FUNCTION_URL, answer))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    bedrock",
    "PUT,    bedrock",
    "DELETE, bedrock",
    "PATCH,  bedrock/stream",
    "PURGE,  bedrock",
    "POST,   bedrock/other",
    "POST,   Bedrock",
    "POST,   health",
    "GET,    nowhere",
    "GET,    bedrock/../health/x",
  })
  void hasNothingElse(String method, String path, Product product) throws Exception {
    for (Door door : new Door[] {Door.FUNCTION_URL, Door.REST_STREAM}) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(product.base(door) + path))
              .method(method, BodyPublishers.noBody());
      checkNothing(Caller.send(request.build()));
      request.header("authorization", "Bearer " + product.caller().token());
      checkNothing(Caller.send(request.build()));
    }
  }

  @Test
  void tellsItsHealthToAnybody(Product product) throws Exception {
    for (Door door : new Door[] {Door.FUNCTION_URL, Door.REST_STREAM}) {
      HttpRequest request = HttpRequest.newBuilder(product.base(door).resolve("health")).build();
      HttpResponse<String> answer = Caller.send(request);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(Answers.requestId(answer)).isNotEmpty();
    }
  }

  @Test
  void answersHeadWithoutABody(Product product) throws Exception {
    URI health = product.base(Door.FUNCTION_URL).resolve("health");
    HttpResponse<String> answer = Caller.send(HttpRequest.newBuilder(health).HEAD().build());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  private static void checkNothing(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    JsonNode object = Answers.json(answer);
    assertThat(object.path("code").asText()).isEqualTo("not_found");
    assertThat(object.path("requestId").asText()).isEqualTo(Answers.requestId(answer));
  }

  private static String post(URI uri, String headers, String body) {
    return "POST %s HTTP/1.1\nhost: here\ncontent-length: %d\n%s\n%s"
        .formatted(uri.getRawPath(), body.getBytes(StandardCharsets.UTF_8).length, headers, body);
  }
}
