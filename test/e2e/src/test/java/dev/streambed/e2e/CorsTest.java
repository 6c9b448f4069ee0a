package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The CORS headers for pages of other origins.
@ExtendWith(ProductExtension.class)
class CorsTest {

  private static final String PAGE = "https://page.example";

  @ParameterizedTest
  @CsvSource({
    "FUNCTION_URL, '',             POST",
    "FUNCTION_URL, bedrock,        POST",
    "FUNCTION_URL, bedrock/stream, POST",
    "FUNCTION_URL, health,         GET",
    "FUNCTION_URL, requests/x,     DELETE",
    "REST_STREAM,  bedrock,        POST",
    "REST_STREAM,  bedrock/stream, POST",
    "REST_STREAM,  health,         GET",
    "REST_STREAM,  requests/x,     DELETE",
  })
  void allowsWhatPagesSend(FrontDoor frontDoor, String path, String method, Product product)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(product.baseUri(frontDoor) + path))
            .method("OPTIONS", BodyPublishers.noBody())
            .headers("origin", PAGE, "access-control-request-method", method)
            .header("access-control-request-headers", "authorization,content-type,x-request-id")
            .build();
    HttpResponse<String> answer = HttpCaller.send(request);
    assertThat(answer.statusCode()).isBetween(200, 299);
    checkOrigin(answer);
    assertThat(list(answer, "access-control-allow-methods"))
        .contains(method.toLowerCase(Locale.ROOT));
    assertThat(list(answer, "access-control-allow-headers"))
        .contains("authorization", "content-encoding", "content-type", "x-api-key", "x-request-id");
    assertThat(list(answer, "access-control-max-age")).containsExactly("7200");
  }

  @ParameterizedTest
  @EnumSource
  void letsPagesReadAnswersAndErrors(FrontDoor frontDoor, Product product) throws Exception {
    HttpCaller httpCaller = product.caller();
    HttpCaller stranger = product.caller("sb_unknown");
    HttpCaller limited = product.newCaller("{\"limits\": {\"requestsPerDay\": 0}}");
    List<HttpResponse<String>> answers =
        List.of(
            httpCaller.ask(frontDoor, TestRequest.streamed("pieces=1"), "origin", PAGE),
            httpCaller.ask(frontDoor, TestRequest.buffered("pieces=1"), "origin", PAGE),
            httpCaller.ask(
                frontDoor, TestRequest.streamed("exception=throttlingException@1"), "origin", PAGE),
            httpCaller.ask(
                frontDoor, TestRequest.streamed("status=ModelErrorException"), "origin", PAGE),
            stranger.ask(frontDoor, TestRequest.streamed("pieces=1"), "origin", PAGE),
            limited.ask(frontDoor, TestRequest.streamed("pieces=1"), "origin", PAGE),
            httpCaller.post(product.uri(frontDoor), "no json", "origin", PAGE));
    assertThat(answers)
        .extracting(HttpResponse::statusCode)
        .containsExactly(200, 200, 200, 424, 401, 429, 400);
    answers.forEach(CorsTest::checkReadable);
  }

  @ParameterizedTest
  @EnumSource
  void letsPagesReadErrorsOfTheFrontDoorItself(FrontDoor frontDoor, Product product)
      throws Exception {
    checkOrigin(nowhere(frontDoor, product));
    String large = "x".repeat(11 << 20);
    HttpResponse<String> refused =
        product.caller().post(product.uri(frontDoor), large, "origin", PAGE);
    assertThat(refused.statusCode()).isEqualTo(413);
    checkOrigin(refused);
  }

  @Test
  void isNoBusinessOfOtherPrograms(Product product) throws Exception {
    HttpResponse<String> answer =
        product.caller().ask(FrontDoor.FUNCTION_URL, TestRequest.streamed("pieces=1"));
    assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
  }

  private static HttpResponse<String> nowhere(FrontDoor frontDoor, Product product)
      throws IOException, InterruptedException {
    URI uri = product.baseUri(frontDoor).resolve("nowhere");
    HttpResponse<String> answer =
        HttpCaller.send(HttpRequest.newBuilder(uri).header("origin", PAGE).build());
    assertThat(answer.statusCode()).isEqualTo(404);
    return answer;
  }

  private static void checkReadable(HttpResponse<String> answer) {
    checkOrigin(answer);
    assertThat(list(answer, "access-control-expose-headers"))
        .contains("x-request-id", "retry-after");
  }

  /// Browsers refuse a response with a duplicate header, even with the same value.
  private static void checkOrigin(HttpResponse<String> answer) {
    List<String> origins = answer.headers().allValues("access-control-allow-origin");
    assertThat(origins).as(answer.body()).hasSize(1);
    assertThat(origins.getFirst()).isIn("*", PAGE);
  }

  private static List<String> list(HttpResponse<String> answer, String header) {
    return answer.headers().allValues(header).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(value -> value.strip().toLowerCase(Locale.ROOT))
        .toList();
  }
}
