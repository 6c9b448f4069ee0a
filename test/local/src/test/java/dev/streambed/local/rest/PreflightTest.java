package dev.streambed.local.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.TestHttpClient;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mock integrations, as CDK makes them for preflights: one allowed origin as a constant, several
/// with a template.
@SuppressWarnings("NullAway.Init") // set before all tests
@TestInstance(Lifecycle.PER_CLASS)
class PreflightTest {

  @TempDir private static Path folder;

  private final TestHttpClient testHttpClient = new TestHttpClient();
  private LocalStack stack;
  private URI stage;

  @BeforeAll
  void start() {
    SampleAssembly.in(folder)
        .change(
            "BedrockStreamOptions",
            method ->
                ((ObjectNode) method.path("Integration")).put("PassthroughBehavior", "NEVER"));
    stack = LocalStack.start(LocalStackOptions.of(folder));
    stage = stack.restUrl().orElseThrow();
  }

  @AfterAll
  void stop() {
    stack.close();
    testHttpClient.close();
  }

  @Test
  void answersWithTheHeadersOfTheIntegration() throws Exception {
    HttpResponse<String> answer = testHttpClient.send("OPTIONS", stage.resolve("bedrock"), "");
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
    assertThat(answer.headers().firstValue("access-control-allow-methods"))
        .contains("POST,OPTIONS");
    assertThat(answer.headers().firstValue("access-control-max-age")).contains("7200");
    assertThat(answer.headers().firstValue("x-amz-apigw-id")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "https://two.example, https://two.example",
    "https://three.example, https://three.example",
    "https://foreign.example, https://one.example"
  })
  void choosesAmongSeveralOriginsWithTheTemplate(String origin, String expected) throws Exception {
    HttpResponse<String> answer =
        testHttpClient.send("OPTIONS", stage.resolve("health"), "", "Origin", origin);
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly(expected);
  }

  @Test
  void takesTheConstantWithoutAnOrigin() throws Exception {
    HttpResponse<String> answer = testHttpClient.send("OPTIONS", stage.resolve("health"), "");
    assertThat(answer.headers().firstValue("access-control-allow-origin"))
        .contains("https://one.example");
  }

  @Test
  void failsOnATypeThatNoTemplateIsFor() throws Exception {
    assertThat(
            testHttpClient
                .send("OPTIONS", stage.resolve("bedrock"), "", "Content-Type", "text/plain")
                .statusCode())
        .isEqualTo(500);
    assertThat(
            testHttpClient
                .send("OPTIONS", stage.resolve("bedrock/stream"), "", "Content-Type", "text/plain")
                .statusCode())
        .isEqualTo(415);
  }
}
