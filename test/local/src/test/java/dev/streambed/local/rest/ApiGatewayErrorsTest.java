package dev.streambed.local.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.RawHttpClient;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.TestHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // set before each test
class ApiGatewayErrorsTest {

  @TempDir private Path folder;
  private SampleAssembly assembly;

  @BeforeEach
  void synthesize() {
    assembly = SampleAssembly.in(folder);
  }

  @Test
  void dressesItsErrorsAsTheTemplateSays() throws Exception {
    withStage((testHttpClient, stage) -> {
      HttpResponse<String> unknown = testHttpClient.get(stage.resolve("nowhere"));
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body())
          .isEqualTo("{\"error\":\"No such route.\",\"type\":\"MISSING_AUTHENTICATION_TOKEN\"}");
      assertThat(unknown.headers().firstValue("x-amzn-errortype"))
          .contains("MissingAuthenticationTokenException");
      assertThat(unknown.headers().firstValue("access-control-allow-origin")).contains("*");
      assertThat(unknown.headers().firstValue("x-request-id"))
          .isEqualTo(unknown.headers().firstValue("x-amzn-requestid"))
          .isPresent();
      assertThat(testHttpClient.get(stage.resolve("bedrock")).statusCode()).isEqualTo(404);
      assertThat(testHttpClient.send("DELETE", stage.resolve("health"), "").statusCode())
          .isEqualTo(404);
    });
  }

  @Test
  void saysItInItsOwnWordsWithoutGatewayResponses() throws Exception {
    assembly
        .without("NoRoute")
        .without("Default4xx")
        .without("Default5xx")
        .without("IntegrationFailure");
    withStage((testHttpClient, stage) -> {
      HttpResponse<String> unknown = testHttpClient.get(stage.resolve("nowhere"));
      assertThat(unknown.statusCode()).isEqualTo(403);
      assertThat(unknown.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
      HttpResponse<String> failed = testHttpClient.sample(stage.resolve("health"), "throw");
      assertThat(failed.statusCode()).isEqualTo(502);
      assertThat(failed.body()).isEqualTo("{\"message\":\"Internal server error\"}");
    });
  }

  @Test
  void takesATokenForABrokenSignatureWhereThereIsNoMethod() throws Exception {
    withStage((testHttpClient, stage) -> {
      HttpResponse<String> answer =
          testHttpClient.get(stage.resolve("nowhere"), "Authorization", "Bearer sb_token");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().firstValue("x-amzn-errortype"))
          .contains("IncompleteSignatureException");
      assertThat(answer.body()).startsWith("{\"error\":\"Refused.\"").doesNotContain("sb_token");
    });
  }

  @Test
  void knowsNoOtherStage() throws Exception {
    withStage((testHttpClient, stage) -> {
      HttpResponse<String> answer = testHttpClient.get(stage.resolve("/test/health"));
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
      assertThat(testHttpClient.get(stage.resolve("/")).statusCode()).isEqualTo(403);
    });
  }

  @Test
  void refusesMoreThanTenMegabytesAndMoreThanLambdaTakes() throws Exception {
    assembly.without("Default4xx");
    withStage((testHttpClient, stage) -> {
      String large = "x".repeat((10 << 20) + 1);
      HttpResponse<String> answer = testHttpClient.send("POST", stage.resolve("bedrock"), large);
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Request Too Long\"}");
      String less = "x".repeat(7 << 20);
      assertThat(testHttpClient.send("POST", stage.resolve("bedrock"), less).statusCode())
          .isEqualTo(413);
    });
  }

  @Test
  void cannotInvokeWithoutAPermission() throws Exception {
    assembly.without("ApiPermission");
    withStage((testHttpClient, stage) -> {
      HttpResponse<String> answer = testHttpClient.sample(stage.resolve("health"), "echo");
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("Internal server error");
      assertThat(testHttpClient.send("OPTIONS", stage.resolve("health"), "").statusCode())
          .isEqualTo(204);
    });
  }

  @Test
  void turnsThrottlingIntoAFailureOfTheIntegration() throws Exception {
    assembly.change("Function", function -> function.put("ReservedConcurrentExecutions", 0));
    withStage((testHttpClient, stage) -> {
      HttpResponse<String> answer = testHttpClient.sample(stage.resolve("health"), "echo");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("{\"error\":\"Not available.\"}");
    });
  }

  @Test
  void givesUpOnAStreamAfterTheMethodsTimeout() throws Exception {
    assembly.change(
        "HealthGet",
        method -> ((ObjectNode) method.path("Integration")).put("TimeoutInMillis", 700));
    withStage((testHttpClient, stage) -> {
      assertThat(testHttpClient.sample(stage.resolve("health"), "hang").statusCode())
          .isEqualTo(504);
      try (RawHttpClient raw =
          RawHttpClient.sample(stage.resolve("health"), "GET", "x-sample", "hang-late")) {
        raw.head();
        assertThat(raw.chunk()).isEqualTo("first piece");
        assertThatThrownBy(raw::chunk).isInstanceOf(IOException.class);
      }
    });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AuthorizationType | AWS_IAM | the property AuthorizationType AWS_IAM of",
        "ApiKeyRequired | true | the property ApiKeyRequired of",
        "RequestValidatorId | x | the property RequestValidatorId of"
      })
  void refusesWhatItCannotCheck(String property, String value, String message) {
    assembly.change("HealthGet", method -> method.put(property, value));
    assertThatThrownBy(() -> LocalStack.start(LocalStackOptions.of(folder)))
        .hasMessageContaining(message)
        .hasMessageContaining("AWS::ApiGateway::Method HealthGet");
  }

  @Test
  void refusesAMixtureOfTransferModes() {
    assembly.change(
        "HealthGet",
        method ->
            ((ObjectNode) method.path("Integration")).put("ResponseTransferMode", "BUFFERED"));
    assertThatThrownBy(() -> LocalStack.start(LocalStackOptions.of(folder)))
        .hasMessageContaining("do not fit together");
  }

  @Test
  void refusesTimeoutsThatApiGatewayRefuses() {
    assembly.change(
        "BedrockPost",
        method -> ((ObjectNode) method.path("Integration")).put("TimeoutInMillis", 30_000));
    assertThatThrownBy(() -> LocalStack.start(LocalStackOptions.of(folder)))
        .hasMessageContaining("API Gateway refuses TimeoutInMillis above 29000");
  }

  private interface Use {
    void with(TestHttpClient testHttpClient, URI stage) throws Exception;
  }

  private void withStage(Use use) throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStackOptions.of(folder));
        TestHttpClient testHttpClient = new TestHttpClient()) {
      use.with(testHttpClient, stack.restUrl().orElseThrow());
    }
  }
}
