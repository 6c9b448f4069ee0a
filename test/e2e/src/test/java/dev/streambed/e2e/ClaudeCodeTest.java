package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The calls that Claude Code makes, as it makes them, at each front door
/// (https://code.claude.com/docs/en/llm-gateway).
@ExtendWith(ProductExtension.class)
class ClaudeCodeTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String CLAUDE = "global.anthropic.claude-opus-5-5";
  private static final String BETAS = "claude-code-20250219,interleaved-thinking-2025-05-14";

  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_URL", "REST_STREAM"})
  void sendsWhatReachesClaudeUntouched(FrontDoor frontDoor, Product product) throws Exception {
    String marker = UUID.randomUUID().toString();
    String body = body(marker, "text=\"one two\" pieces=2");
    HttpResponse<String> answer =
        post(product, frontDoor, "v1/messages?beta=true", withModel(body));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(answer.body())
        .startsWith("event: message_start\ndata: {\"type\":\"message_start\"")
        .contains("\"text\":\"one\"")
        .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n")
        .doesNotContain("amazon-bedrock");
    assertThat(bedrocksBody(product, marker))
        .isEqualTo(
            "{\"anthropic_version\":\"2026-10-21\",\"anthropic_beta\":[\""
                + BETAS.replace(",", "\",\"")
                + "\"],"
                + body
                + "}");
  }

  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_URL", "REST_STREAM"})
  void probesAndCounts(FrontDoor frontDoor, Product product) throws Exception {
    HttpResponse<String> probe =
        CLIENT.send(
            HttpRequest.newBuilder(product.baseUri(frontDoor)).HEAD().build(),
            BodyHandlers.ofString());
    assertThat(probe.statusCode()).isEqualTo(200);
    String marker = UUID.randomUUID().toString();
    HttpResponse<String> counted =
        post(
            product,
            frontDoor,
            "v1/messages/count_tokens?beta=true",
            "{\"model\":\""
                + CLAUDE
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + marker
                + "\"}]}");
    assertThat(Answers.json(counted).path("input_tokens").asInt()).as(counted.body()).isPositive();
    JsonNode profiles =
        Answers.json(
            send(request(product, frontDoor, "inference-profiles?type=SYSTEM_DEFINED").GET()));
    assertThat(profiles.path("inferenceProfileSummaries").findValuesAsText("inferenceProfileId"))
        .contains(CLAUDE);
  }

  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_URL", "REST_STREAM"})
  void readsErrorsInBedrocksWords(FrontDoor frontDoor, Product product) throws Exception {
    String marker = UUID.randomUUID().toString();
    HttpResponse<String> answer =
        post(
            product,
            frontDoor,
            "v1/messages?beta=true",
            withModel(body(marker, "status=ThrottlingException")));
    assertThat(answer.statusCode()).isEqualTo(529);
    assertThat(Answers.json(answer).path("error").path("type").asText())
        .isEqualTo("overloaded_error");
    assertThat(Answers.json(answer).path("error").path("message").asText())
        .isEqualTo("Too many requests, please wait before trying again.");
    HttpRequest wrong =
        HttpRequest.newBuilder(product.baseUri(frontDoor).resolve("v1/messages?beta=true"))
            .header("authorization", "Bearer sb_wrong")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> refused = CLIENT.send(wrong, BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("x-should-retry")).contains("false");
  }

  /// The colon of the model's id is not encoded, the accepted type is that of a document.
  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_URL", "REST_STREAM"})
  void speaksBedrocksApiInItsOtherMode(FrontDoor frontDoor, Product product) throws Exception {
    String probe =
        "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":1,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"test\"}]}";
    HttpResponse<String> missing =
        post(product, frontDoor, "model/us.anthropic.claude-old-20250929-v1:0/invoke", probe);
    assertThat(missing.statusCode()).isEqualTo(403);
    assertThat(missing.headers().firstValue("x-amzn-errortype")).contains("AccessDeniedException");
    HttpResponse<byte[]> answer =
        CLIENT.send(
            request(product, frontDoor, "model/" + CLAUDE + "/invoke-with-response-stream")
                .POST(BodyPublishers.ofString(probe))
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type"))
        .contains("application/vnd.amazon.eventstream");
  }

  private static String withModel(String body) {
    return "{\"model\":\"" + CLAUDE + "\"," + body + ",\"stream\":true}";
  }

  /// The order of the blocks and their cache marks decide about what Claude's cache finds.
  private static String body(String marker, String directive) {
    return "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\""
        + marker
        + " [[bedrock rate=max first=0ms "
        + directive.replace("\"", "\\\"")
        + "]]\"}]},"
        + "{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"Today is Monday.\","
        + "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}]}],"
        + "\"system\":[{\"type\":\"text\",\"text\":\"x-anthropic-billing-header: cc_version=2.1\"},"
        + "{\"type\":\"text\",\"text\":\"You are Claude Code.\",\"cache_control\":"
        + "{\"type\":\"ephemeral\"}}],"
        + "\"max_tokens\":128000,\"thinking\":{\"type\":\"adaptive\",\"display\":\"omitted\"},"
        + "\"context_management\":{\"edits\":[{\"type\":\"clear_thinking_20251015\"}]},"
        + "\"output_config\":{\"effort\":\"high\"}";
  }

  private static String bedrocksBody(Product product, String marker) {
    return product.stack().bedrock().received().all().stream()
        .map(request -> new String(request.body(), StandardCharsets.UTF_8))
        .filter(body -> body.contains(marker))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> post(
      Product product, FrontDoor frontDoor, String path, String body)
      throws IOException, InterruptedException {
    return send(request(product, frontDoor, path).POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(Product product, FrontDoor frontDoor, String path) {
    URI uri = URI.create(product.baseUri(frontDoor) + path);
    return HttpRequest.newBuilder(uri)
        .header("authorization", "Bearer " + product.caller().apiKey())
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .header("anthropic-version", "2026-10-21")
        .header("anthropic-beta", BETAS)
        .header("x-stainless-retry-count", "0");
  }
}
