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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Failures that go to a topic, and from there to the function by another alias.
@SuppressWarnings("NullAway.Init") // set before each test
class FailureTopicTest {

  private static final String THROW = "{\"x-sample\":\"throw\"}";
  private static final String MORE =
      """
      {
        "Failures": {"Type": "AWS::Lambda::Alias", "Properties": {
          "FunctionName": {"Ref": "Function"},
          "FunctionVersion": {"Fn::GetAtt": ["Version", "Version"]},
          "Name": "failures"}},
        "FailuresConfig": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": {
          "DestinationConfig": {"OnFailure": {"Destination": {"Fn::GetAtt": ["Failed", "Arn"]}}},
          "FunctionName": {"Ref": "Function"},
          "MaximumRetryAttempts": 1,
          "Qualifier": "failures"}},
        "Subscription": {"Type": "AWS::SNS::Subscription", "Properties": {
          "Endpoint": {"Ref": "Failures"},
          "Protocol": "lambda",
          "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Failed", "Arn"]}},
          "TopicArn": {"Ref": "Alerts"}}},
        "ByTopic": {"Type": "AWS::Lambda::Permission", "Properties": {
          "Action": "lambda:InvokeFunction",
          "FunctionName": {"Ref": "Failures"},
          "Principal": "sns.amazonaws.com",
          "SourceArn": {"Ref": "Alerts"}}}
      }
      """;

  @TempDir private Path folder;
  private SampleAssembly assembly;

  @BeforeEach
  void synthesize() {
    JsonNode more = Json.parse(MORE.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    assembly =
        SampleAssembly.in(folder)
            .edit(
                "service",
                template -> ((ObjectNode) template.path("Resources")).setAll((ObjectNode) more))
            .change(
                "LiveEventInvokeConfig",
                config ->
                    ((ObjectNode) config.path("DestinationConfig").path("OnFailure"))
                        .putObject("Destination")
                        .put("Ref", "Alerts"));
  }

  @Test
  void invokesTheFunctionWithANotificationAndSendsWhatFailsAgainToTheQueue() throws Exception {
    try (SampleLambdaApi api = new SampleLambdaApi(assembly, 1)) {
      api.invoke("Event", THROW);
      JsonNode letter = letter(api);
      assertThat(api.published()).hasSize(1);
      assertThat(letter.at("/requestContext/functionArn").asText()).endsWith(":failures");
      assertThat(letter.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
      JsonNode entry = letter.at("/requestPayload/Records/0");
      assertThat(entry.path("EventSource").asText()).isEqualTo("aws:sns");
      assertThat(entry.path("EventSubscriptionArn").asText())
          .startsWith(entry.at("/Sns/TopicArn").asText() + ":");
      assertThat(entry.at("/Sns/Subject").isNull()).isTrue();
      JsonNode record = json(entry.at("/Sns/Message").asText());
      assertThat(record.at("/requestContext/functionArn").asText()).isEqualTo(api.live());
      assertThat(record.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
      assertThat(record.path("requestPayload").toString()).isEqualTo(THROW);
    }
  }

  @Test
  void leavesOutTheEventOfARecordThatSnsWouldNotTake() throws Exception {
    try (SampleLambdaApi api = new SampleLambdaApi(assembly, 1)) {
      api.invoke("Event", "{\"x-sample\":\"throw\",\"a\":\"" + "a".repeat(256 * 1024) + "\"}");
      Eventually.until(() -> !api.published().isEmpty());
      JsonNode record = json(api.published().getFirst().message());
      assertThat(record.has("requestPayload")).isFalse();
      assertThat(record.has("responsePayload")).isFalse();
      assertThat(record.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
    }
  }

  @Test
  void sendsWhatTheFunctionDoesNotPermitToTheSubscriptionsQueue() throws Exception {
    assembly.without("ByTopic");
    try (SampleLambdaApi api = new SampleLambdaApi(assembly, 1)) {
      api.invoke("Event", THROW);
      JsonNode letter = letter(api);
      assertThat(letter.path("Type").asText()).isEqualTo("Notification");
      assertThat(json(letter.path("Message").asText()).path("version").asText()).isEqualTo("1.0");
    }
  }

  @Test
  void givesUpWhatIsThrottledForTooLongAndLosesWhatItIsToldTo() throws Exception {
    try (SampleLambdaApi api = new SampleLambdaApi(assembly, 1)) {
      api.asyncEvents().throttle("live", Duration.ofMinutes(1));
      api.invoke("Event", "{\"x-sample\":\"log\"}");
      assertThat(api.asyncEvents().waiting("live")).hasSize(1);
      api.asyncEvents().lose("live");
      api.asyncEvents().throttle("live", Duration.ofMillis(100));
      api.invoke("Event", "{}");
      Eventually.until(() -> !api.published().isEmpty());
      JsonNode record = json(api.published().getFirst().message());
      assertThat(record.path("requestPayload").toString()).isEqualTo("{}");
      assertThat(record.at("/requestContext/condition").asText()).isEqualTo("EventAgeExceeded");
      assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isZero();
      assertThat(record.has("responseContext")).isFalse();
      api.asyncEvents().release("live");
      assertThat(api.loggedLines("to stderr")).isZero();
    }
  }

  @Test
  void refusesASubscriptionOfWhatIsNotThere() {
    assembly.change("Subscription", it -> it.put("Endpoint", "arn:aws:lambda:::function:other"));
    assertThatThrownBy(() -> new SampleLambdaApi(assembly, 1).close())
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("not declared");
  }

  @Test
  void refusesATopicThatTheRoleMayNotPublishTo() {
    assembly.without("AlertsAccess");
    assertThatThrownBy(() -> new SampleLambdaApi(assembly, 1).close())
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("may not do sns:Publish");
  }

  private static JsonNode letter(SampleLambdaApi api) throws InterruptedException {
    Eventually.until(() -> !api.failed().isEmpty());
    List<Queues.Message> messages = api.failed();
    assertThat(messages).hasSize(1);
    return json(messages.getFirst().body());
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
