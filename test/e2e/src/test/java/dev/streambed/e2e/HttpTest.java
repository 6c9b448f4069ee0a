package dev.streambed.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.RawConnection;
import dev.streambed.e2e.caller.SseResponse;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
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

/// Requests as real HTTP clients send them.
@ExtendWith(ProductExtension.class)
class HttpTest {

  @ParameterizedTest
  @EnumSource
  void takesHeaderNamesInAnyCase(FrontDoor frontDoor, Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed("pieces=2");
    String id = UUID.randomUUID().toString();
    String headers =
        "AUTHORIZATION: bEaReR %s\ncOnTeNt-TyPe: application/json\nX-REQUEST-ID: %s\n"
            .formatted(product.caller().apiKey(), id);
    try (RawConnection rawConnection =
        RawConnection.connect(product.uri(frontDoor))
            .send(post(product.uri(frontDoor), headers, testRequest.body()))) {
      RawConnection.Head head = rawConnection.head();
      assertThat(rawConnection.body(head)).as("whole").isNotEmpty();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("x-request-id")).isEqualTo(id);
      assertThat(product.ledger().entry(id).path("outcome").asText()).isEqualTo("complete");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/octet-stream", "application/x-www-form-urlencoded", "", "text/plain"})
  void takesBodiesOfAnyContentType(String type, Product product) throws Exception {
    for (FrontDoor frontDoor : FrontDoor.values()) {
      TestRequest testRequest = TestRequest.streamed("pieces=1 text=\"grün\"");
      HttpRequest.Builder request =
          HttpRequest.newBuilder(product.uri(frontDoor))
              .header("x-api-key", product.caller().apiKey())
              .POST(
                  BodyPublishers.ofByteArray(testRequest.body().getBytes(StandardCharsets.UTF_8)));
      if (!type.isEmpty()) {
        request.header("content-type", type);
      }
      HttpResponse<String> answer = HttpCaller.send(request.build());
      assertThat(Answers.text(Answers.items(frontDoor, answer))).isEqualTo("grün");
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesBodiesInChunks(FrontDoor frontDoor, Product product) throws Exception {
    String body = TestRequest.streamed("pieces=2").body();
    String headers = "x-api-key: %s\n".formatted(product.caller().apiKey());
    String request =
        "POST %s HTTP/1.1\nhost: here\ntransfer-encoding: chunked\ncontent-type: application/json\n%s\n"
            .formatted(product.uri(frontDoor).getRawPath(), headers);
    String chunks =
        "a\n%s\n%x\n%s\n0\n\n"
            .formatted(body.substring(0, 10), body.length() - 10, body.substring(10));
    try (RawConnection rawConnection =
        RawConnection.connect(product.uri(frontDoor)).send(request + chunks)) {
      assertThat(rawConnection.head().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesAnIdOfItsOwnInsteadOfAForeignOne(FrontDoor frontDoor, Product product)
      throws Exception {
    for (String id : new String[] {"a b", "a/b", "1-67e:0", "x".repeat(72)}) {
      HttpResponse<String> answer =
          product.caller().ask(frontDoor, TestRequest.streamed("pieces=1"), "x-request-id", id);
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
    for (FrontDoor frontDoor : FrontDoor.values()) {
      byte[] body =
          ("\ufeff" + TestRequest.streamed("pieces=1 text=\"grün\"").body()).getBytes(UTF_8);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(product.uri(frontDoor))
              .header("x-api-key", product.caller().apiKey())
              .header("content-type", type)
              .POST(BodyPublishers.ofByteArray(coding.equals("gzip") ? gzip(body) : body));
      if (!coding.isEmpty()) {
        request.header("content-encoding", coding);
      }
      HttpResponse<String> answer = HttpCaller.send(request.build());
      assertThat(answer.statusCode()).isEqualTo(status);
      if (status == 200) {
        assertThat(Answers.text(Answers.items(frontDoor, answer))).isEqualTo("grün");
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
  void refusesBodiesThatAreTooLarge(FrontDoor frontDoor, Product product) throws Exception {
    for (int megabytes : new int[] {7, 11}) {
      String body = "{\"modelId\":\"" + "x".repeat(megabytes << 20) + "\"}";
      HttpResponse<String> answer = product.caller().post(product.uri(frontDoor), body);
      assertThat(answer.statusCode()).isEqualTo(413);
      if (frontDoor.isRest()) {
        assertThat(Answers.json(answer).path("code").asText()).isEqualTo("request_too_large");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesBodiesThatAreLarge(FrontDoor frontDoor, Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed("pieces=1");
    String body =
        testRequest
            .body()
            .replace(testRequest.marker(), testRequest.marker() + "x".repeat(5 << 20));
    HttpResponse<String> answer = product.caller().post(product.uri(frontDoor), body);
    assertThat(Answers.texts(Answers.items(frontDoor, answer))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void servesAConnectionAgainAfterAStream(FrontDoor frontDoor, Product product) throws Exception {
    String headers =
        "x-api-key: %s\ncontent-type: application/json\n".formatted(product.caller().apiKey());
    try (RawConnection rawConnection = RawConnection.connect(product.uri(frontDoor))) {
      for (int round = 0; round < 3; round++) {
        String body = TestRequest.streamed("pieces=3").body();
        RawConnection.Head head =
            rawConnection.send(post(product.uri(frontDoor), headers, body)).head();
        String answer = rawConnection.body(head);
        assertThat(head.status()).as(answer).isEqualTo(200);
        if (frontDoor != FrontDoor.REST_ARRAY) {
          assertThat(Answers.texts(SseResponse.items(answer))).hasSize(3);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "bedrock/", "/bedrock", "//bedrock//", "bedrock?a=1&b=%20", "?bedrock"})
  void findsTheFunctionUrlsRoutesHoweverTheyAreJoined(String path, Product product)
      throws Exception {
    URI uri = URI.create(product.baseUri(FrontDoor.FUNCTION_URL) + path);
    HttpResponse<String> answer =
        product.caller().post(uri, TestRequest.streamed("pieces=2").body());
    assertThat(Answers.texts(Answers.items(FrontDoor.FUNCTION_URL, answer))).hasSize(2);
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
    for (FrontDoor frontDoor : new FrontDoor[] {FrontDoor.FUNCTION_URL, FrontDoor.REST_STREAM}) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(product.baseUri(frontDoor) + path))
              .method(method, BodyPublishers.noBody());
      checkNothing(HttpCaller.send(request.build()));
      request.header("authorization", "Bearer " + product.caller().apiKey());
      checkNothing(HttpCaller.send(request.build()));
    }
  }

  @Test
  void tellsItsHealthToAnybody(Product product) throws Exception {
    for (FrontDoor frontDoor : new FrontDoor[] {FrontDoor.FUNCTION_URL, FrontDoor.REST_STREAM}) {
      HttpRequest request =
          HttpRequest.newBuilder(product.baseUri(frontDoor).resolve("health")).build();
      HttpResponse<String> answer = HttpCaller.send(request);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(Answers.requestId(answer)).isNotEmpty();
    }
  }

  @Test
  void answersHeadWithoutABody(Product product) throws Exception {
    URI health = product.baseUri(FrontDoor.FUNCTION_URL).resolve("health");
    HttpResponse<String> answer = HttpCaller.send(HttpRequest.newBuilder(health).HEAD().build());
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
