package dev.streambed.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.aws.HttpConnections;
import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.MessageSink;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.fixture.ScriptedAwsService;
import dev.streambed.gateway.fixture.TestAws;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PushTest {

  private static final WebSocketConnection CONNECTION =
      new WebSocketConnection("a1b2", "prod", "L0SM9cOFvHc=");
  private static final String FUNCTION =
      "arn:aws:lambda:us-east-1:123456789012:function:streambed:live";
  private static final RetryPolicy THREE =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2));

  private final List<String> lines = new ArrayList<>();

  @AutoClose private final HttpConnections connections = new HttpConnections();
  private final SignedPost posts = TestAws.posts(connections);

  @Test
  void postsToTheConnection() throws Exception {
    try (ScriptedAwsService service = ScriptedAwsService.start("execute-api", (_, _) -> 200)) {
      assertThat(path(service).post("{\"seq\":0}")).isTrue();
      assertThat(service.received().getFirst().path())
          .isEqualTo("/prod/@connections/L0SM9cOFvHc%3D");
      assertThat(service.received().getFirst().body()).isEqualTo("{\"seq\":0}");
    }
  }

  @ParameterizedTest
  @CsvSource({"429", "500", "503", "0"})
  void postsTheSameAgainWhenItMaySucceed(int status) throws Exception {
    try (ScriptedAwsService service =
        ScriptedAwsService.start("execute-api", (_, number) -> number < 3 ? status : 200)) {
      assertThat(path(service).post("x")).isTrue();
      assertThat(service.received()).hasSize(3).allMatch(request -> request.body().equals("x"));
      assertThat(lines).isEmpty();
    }
  }

  @Test
  void takesGoneForAnEndingAndNotForAnError() throws Exception {
    try (ScriptedAwsService service = ScriptedAwsService.start("execute-api", (_, _) -> 410)) {
      assertThat(path(service).post("x")).isFalse();
      assertThat(service.received()).hasSize(1);
      assertThat(lines).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, 3, LimitExceededException",
    "503, 3, Status503",
    "403, 1, ForbiddenException",
    "413, 1, PayloadTooLargeException"
  })
  void givesUpWithALine(int status, int attempts, String cause) throws Exception {
    try (ScriptedAwsService service = ScriptedAwsService.start("execute-api", (_, _) -> status)) {
      assertThat(path(service).post("x")).isFalse();
      assertThat(service.received()).hasSize(attempts);
      assertThat(lines)
          .containsExactly(
              "{\"event_type\":\"post_failed\",\"request_id\":\"r1\",\"error_cause\":\""
                  + cause
                  + "\"}");
    }
  }

  @Test
  void invokesTheFunctionItselfLater() throws Exception {
    try (ScriptedAwsService service =
        ScriptedAwsService.start("lambda", (_, number) -> number == 1 ? 500 : 202)) {
      assertThat(invoke(service)).isEmpty();
      ScriptedAwsService.Received event = service.received().getLast();
      assertThat(event.path())
          .isEqualTo(
              "/2015-03-31/functions/"
                  + "arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Astreambed%3Alive"
                  + "/invocations");
      assertThat(event.header("x-amz-invocation-type")).isEqualTo("Event");
      assertThat(event.body()).isEqualTo("{\"a\":1}");
    }
  }

  @ParameterizedTest
  @CsvSource({"403, 1, ForbiddenException", "429, 3, LimitExceededException"})
  void tellsWhenLambdaDoesNotTakeTheEvent(int status, int attempts, String cause) throws Exception {
    try (ScriptedAwsService service = ScriptedAwsService.start("lambda", (_, _) -> status)) {
      assertThat(invoke(service)).contains(Problem.of(ErrorCode.UNAVAILABLE).withCause(cause));
      assertThat(service.received()).hasSize(attempts);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "eu-central-1, https://lambda.eu-central-1.amazonaws.com, "
        + "https://a1b2.execute-api.eu-central-1.amazonaws.com/prod, "
        + "https://sns.eu-central-1.amazonaws.com/",
    "cn-north-1, https://lambda.cn-north-1.amazonaws.com.cn, "
        + "https://a1b2.execute-api.cn-north-1.amazonaws.com.cn/prod, "
        + "https://sns.cn-north-1.amazonaws.com.cn/",
    "us-gov-west-1, https://lambda.us-gov-west-1.amazonaws.com, "
        + "https://a1b2.execute-api.us-gov-west-1.amazonaws.com/prod, "
        + "https://sns.us-gov-west-1.amazonaws.com/",
    "eusc-de-east-1, https://lambda.eusc-de-east-1.amazonaws.eu, "
        + "https://a1b2.execute-api.eusc-de-east-1.amazonaws.eu/prod, "
        + "https://sns.eusc-de-east-1.amazonaws.eu/",
    "us-iso-east-1, https://lambda.us-iso-east-1.c2s.ic.gov, "
        + "https://a1b2.execute-api.us-iso-east-1.c2s.ic.gov/prod, "
        + "https://sns.us-iso-east-1.c2s.ic.gov/",
    "eu-nowhere-9, https://lambda.eu-nowhere-9.amazonaws.com, "
        + "https://a1b2.execute-api.eu-nowhere-9.amazonaws.com/prod, "
        + "https://sns.eu-nowhere-9.amazonaws.com/"
  })
  void findsTheServicesOfARegion(String region, String lambda, String management, String sns) {
    ServiceEndpoints serviceEndpoints = new ServiceEndpoints(TestAws.settings(region, Map.of()));
    assertThat(serviceEndpoints.of(CONNECTION))
        .isEqualTo(URI.create(management + "/@connections/L0SM9cOFvHc%3D"));
    assertThat(serviceEndpoints.invocations("f"))
        .isEqualTo(URI.create(lambda + "/2015-03-31/functions/f/invocations"));
    assertThat(serviceEndpoints.topics()).isEqualTo(URI.create(sns));
  }

  @Test
  void triesNoMoreWhenItIsInterrupted() throws Exception {
    try (ScriptedAwsService service = ScriptedAwsService.start("execute-api", (_, _) -> 503)) {
      Thread.currentThread().interrupt();
      assertThat(path(service).post("x")).isFalse();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private MessageSink path(ScriptedAwsService service) {
    ServiceEndpoints serviceEndpoints =
        new ServiceEndpoints(
            TestAws.settings(
                "us-east-1", Map.of("APIGATEWAYMANAGEMENTAPI", service.uri() + "/prod")));
    return new ConnectionsApi(posts, serviceEndpoints, THREE, lines::add)
        .sinkFor(CONNECTION, new RequestId("r1"));
  }

  private Optional<Problem> invoke(ScriptedAwsService service) {
    ServiceEndpoints serviceEndpoints =
        new ServiceEndpoints(
            TestAws.settings("us-east-1", Map.of("LAMBDA", service.uri().toString())));
    byte[] event = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    return new SelfInvocation(posts, serviceEndpoints, THREE).send(FUNCTION, Payload.of(event));
  }
}
