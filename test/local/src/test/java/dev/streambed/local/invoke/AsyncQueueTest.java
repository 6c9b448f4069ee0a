package dev.streambed.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.Eventually;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.domain.Json;
import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.messaging.Queues;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class AsyncQueueTest {

  private static final String THROW = "{\"x-sample\":\"throw\"}";

  @TempDir private Path folder;
  private SampleAssembly assembly;

  @BeforeEach
  void synthesize() {
    assembly = SampleAssembly.in(folder);
  }

  @Test
  void answersBeforeTheFunctionDoes() throws Exception {
    try (SampleLambdaApi api = new SampleLambdaApi(assembly, 1)) {
      HttpResponse<String> answer = api.invoke("Event", "{\"x-sample\":\"log\"}");
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body()).isEmpty();
      Eventually.until(() -> api.loggedLines("to stderr") == 1);
      assertThat(api.failed()).isEmpty();
    }
  }

  @Test
  void sendsWhatFailedToTheDestinationWithoutAnotherTry() throws Exception {
    try (SampleLambdaApi api = new SampleLambdaApi(assembly, 1)) {
      String requestId =
          api.invoke("Event", THROW).headers().firstValue("x-amzn-requestid").orElseThrow();
      JsonNode record = record(api);
      assertThat(record.path("version").asText()).isEqualTo("1.0");
      JsonNode context = record.path("requestContext");
      assertThat(context.path("requestId").asText()).isEqualTo(requestId);
      assertThat(context.path("functionArn").asText()).isEqualTo(api.live());
      assertThat(context.path("condition").asText()).isEqualTo("RetriesExhausted");
      assertThat(context.path("approximateInvokeCount").asInt()).isEqualTo(1);
      assertThat(record.path("requestPayload").toString()).isEqualTo(THROW);
      assertThat(record.path("responseContext").toString())
          .isEqualTo(
              "{\"statusCode\":200,\"executedVersion\":\"1\",\"functionError\":\"Unhandled\"}");
      assertThat(record.path("responsePayload").toString()).isEqualTo("{\"errorType\":\"Sample\"}");
    }
  }

  @Test
  void triesAgainAsOftenAsItIsTold() throws Exception {
    assembly.change("LiveEventInvokeConfig", config -> config.put("MaximumRetryAttempts", 2));
    try (SampleLambdaApi api = new SampleLambdaApi(assembly, 1)) {
      api.invoke("Event", THROW);
      assertThat(record(api).path("requestContext").path("approximateInvokeCount").asInt())
          .isEqualTo(3);
      assertThat(attempts(api)).hasSize(3).containsOnly(attempts(api).getFirst());
    }
  }

  @Test
  void waitsForAPlaceWhileTheFunctionIsBusy() throws Exception {
    try (SampleLambdaApi api = new SampleLambdaApi(assembly, 1)) {
      api.invoke("Event", "{\"x-sample\":\"slow\",\"x-sample-n\":\"300\"}");
      api.invoke("Event", "{\"x-sample\":\"log\"}");
      Eventually.until(() -> api.loggedLines("to stderr") == 1);
      assertThat(api.failed()).isEmpty();
    }
  }

  @Test
  void givesUpWhatHasBecomeTooOld() throws Exception {
    assembly.change("LiveEventInvokeConfig", config -> config.put("MaximumEventAgeInSeconds", 1));
    try (SampleLambdaApi api = new SampleLambdaApi(assembly, 1)) {
      api.invoke("Event", "{\"x-sample\":\"slow\",\"x-sample-n\":\"2500\"}");
      Eventually.until(() -> !attempts(api).isEmpty());
      api.invoke("Event", "{\"x-sample\":\"log\"}");
      JsonNode record = record(api);
      assertThat(record.path("requestContext").path("condition").asText())
          .isEqualTo("EventAgeExceeded");
      assertThat(record.path("requestContext").path("approximateInvokeCount").asInt()).isZero();
      assertThat(record.has("responsePayload")).isFalse();
      assertThat(api.loggedLines("to stderr")).isZero();
    }
  }

  @Test
  void refusesADestinationThatTheRoleMayNotWriteTo() {
    assembly.change(
        "RolePolicy",
        policy -> {
          var statements = policy.path("PolicyDocument").path("Statement");
          ((ObjectNode) statements.path(statements.size() - 1)).put("Effect", "Deny");
        });
    assertThatThrownBy(() -> new SampleLambdaApi(assembly, 1).close())
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("may not do sqs:SendMessage");
  }

  private static JsonNode record(SampleLambdaApi api) throws InterruptedException {
    Eventually.until(() -> !api.failed().isEmpty());
    List<Queues.Message> messages = api.failed();
    assertThat(messages).hasSize(1);
    return Json.parse(messages.getFirst().body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private static List<String> attempts(SampleLambdaApi api) {
    return api.lambda().timelines().stream()
        .flatMap(timeline -> timeline.invocations().stream())
        .map(invocationTimes -> invocationTimes.requestId())
        .toList();
  }
}
