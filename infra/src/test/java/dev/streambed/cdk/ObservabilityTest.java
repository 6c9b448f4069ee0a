package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservabilityTest {
  private static final String ALARM = "AWS::CloudWatch::Alarm";

  private static final Template EVERYTHING =
      of(Observability.DEFAULTS.withAlarms(true).withDashboard(true).withDailyBudgetUsd(100));

  @Test
  void whatCostsSomethingByTheMonthIsNotThereUnlessChosen() {
    assertThat(SampleProps.LEAST.resources().map(Resource::type))
        .noneMatch(type -> type.startsWith("AWS::CloudWatch::"))
        .noneMatch(type -> type.startsWith("AWS::KMS::"));
  }

  @Test
  void everyAlarmIsAnnouncedWhenItBeginsAndWhenItEnds() {
    var topic = "<" + EVERYTHING.named("AWS::SNS::Topic", "Alerts").id() + ">";
    assertThat(EVERYTHING.all(ALARM))
        .hasSize(10)
        .allSatisfy(alarm -> {
          assertThat(alarm.texts("/AlarmActions")).containsExactly(topic);
          assertThat(alarm.texts("/OKActions")).containsExactly(topic);
          assertThat(alarm.text("/AlarmDescription")).startsWith("Streambed: ");
        });
  }

  @Test
  void watchesTheAliasTheTablesTheDoorsAndTheDeadLetters() {
    assertThat(alarm("FunctionErrors").text("/MetricName")).isEqualTo("Errors");
    assertThat(alarm("FunctionErrors").text("/Namespace")).isEqualTo("AWS/Lambda");
    assertThat(alarm("AlarmsThrottles").text("/MetricName")).isEqualTo("Throttles");
    assertThat(metricNames(alarm("TableThrottles")))
        .containsExactly("WriteThrottleEvents", "WriteThrottleEvents");
    assertThat(alarm("RestApiErrors").text("/MetricName")).isEqualTo("5XXError");
    assertThat(alarm("WebSocketErrors").text("/MetricName")).isEqualTo("ExecutionError");
    assertThat(alarm("DeadLetters").text("/MetricName"))
        .isEqualTo("ApproximateNumberOfMessagesVisible");
  }

  @Test
  void whatHasNoValuesWhileAllIsWellHidesNoOtherMetric() {
    assertThat(expression("TableThrottles")).isEqualTo("FILL(limits, 0) + FILL(usage, 0)");
    assertThat(expression("RefusalShare"))
        .isEqualTo(
            "IF(FILL(requests, 0) + part >= 20, 100 * part / (FILL(requests, 0) + part), 0)");
    for (var id : List.of("TableThrottles", "RefusalShare")) {
      assertThat(alarm(id).text("/EvaluationPeriods")).isEqualTo("2");
      assertThat(alarm(id).text("/DatapointsToAlarm")).isEqualTo("1");
    }
  }

  @Test
  void noValuesMeanThatNobodyCalledButOfTheQueueThatNothingChanged() {
    assertThat(EVERYTHING.all(ALARM))
        .allSatisfy(alarm ->
            assertThat(alarm.text("/TreatMissingData"))
                .isEqualTo(alarm.id().contains("DeadLetters") ? "ignore" : "notBreaching"));
  }

  @Test
  void watchesWhatTheGatewayTellsOfItself() {
    assertThat(metricNames(alarm("ErrorShare"))).containsExactlyInAnyOrder("Errors", "Requests");
    assertThat(metricNames(alarm("RefusalShare")))
        .containsExactlyInAnyOrder("Refusals", "Requests");
    assertThat(alarm("UnsettledReservations").text("/Namespace"))
        .matches("Streambed/Sample-Streambed-[0-9A-F]{8}");
    assertThat(alarm("UnsettledReservations").properties().has("Dimensions")).isFalse();
  }

  @Test
  void deploymentsOfOneAccountDoNotShareMetrics() {
    var template =
        Template.of(stack -> {
          new Streambed(stack, "One", SampleProps.least());
          new Streambed(stack, "Two", SampleProps.least());
        });
    assertThat(template.all("AWS::Lambda::Function"))
        .extracting(f -> f.text("/Environment/Variables/STREAMBED_METRICS_NAMESPACE"))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).startsWith("Streambed/Sample-One-"),
            two -> assertThat(two).startsWith("Streambed/Sample-Two-"));
  }

  @Test
  void watchesWhatADayCostsWhenABudgetWasChosen() {
    assertThat(alarm("Spend").text("/MetricName")).isEqualTo("CostUsd");
    assertThat(alarm("Spend").text("/Statistic")).isEqualTo("Sum");
    assertThat(alarm("Spend").text("/Period")).isEqualTo("86400");
    assertThat(alarm("Spend").text("/Threshold")).isEqualTo("100");
    assertThat(of(Observability.DEFAULTS.withAlarms(true)).all(ALARM)).hasSize(9);
  }

  @Test
  void withoutMetricsThereIsNoAlarmThatCouldNeverGoOff() {
    var template = of(Observability.DEFAULTS.withAlarms(true).withMetrics(false));
    assertThat(template.all(ALARM))
        .hasSize(6)
        .noneMatch(alarm -> alarm.properties().toString().contains("\"Streambed/"));
  }

  @Test
  void theTopicIsEncryptedAndReachedByTlsAndByAlarmsOfTheAccountOnly() {
    var topic = EVERYTHING.named("AWS::SNS::Topic", "Alerts");
    var key = EVERYTHING.only("AWS::KMS::Key");
    assertThat(topic.text("/KmsMasterKeyId")).isEqualTo("<" + key.id() + ".Arn>");
    assertThat(key.text("/EnableKeyRotation")).isEqualTo("true");
    var policy = Permissions.of(EVERYTHING.named("AWS::SNS::TopicPolicy", "Alerts"));
    assertThat(policy)
        .contains("Deny sns:Publish <%s> when aws:SecureTransport Bool false".formatted(topic.id()))
        .filteredOn(line -> line.startsWith("Allow"))
        .containsExactly(
            "Allow sns:Publish <%s> when aws:SourceAccount StringEquals <AWS::AccountId>"
                    .formatted(topic.id())
                + " when aws:SourceArn ArnLike arn:<AWS::Partition>:cloudwatch:<AWS::Region>:"
                + "<AWS::AccountId>:alarm:*");
  }

  @Test
  void theFunctionMayAnnounceOnTheTopicAndLearnsWhichItIs() {
    var topic = EVERYTHING.named("AWS::SNS::Topic", "Alerts").id();
    var key = EVERYTHING.only("AWS::KMS::Key").id();
    var limits = EVERYTHING.named("AWS::DynamoDB::GlobalTable", "Limits").id();
    var viaSns = " when kms:ViaService StringLike sns.<AWS::Region>.amazonaws.*";
    assertThat(Permissions.of(EVERYTHING.named("AWS::IAM::Policy", "RoleDefaultPolicy")))
        .contains(
            "Allow sns:Publish <" + topic + ">",
            "Allow kms:GenerateDataKey <" + key + ".Arn>" + viaSns,
            "Allow kms:Decrypt <" + key + ".Arn>" + viaSns,
            "Allow dynamodb:GetItem <" + limits + ".Arn>");
    assertThat(
            EVERYTHING
                .only("AWS::Lambda::Function")
                .text("/Environment/Variables/STREAMBED_BUDGET_TOPIC"))
        .isEqualTo("<" + topic + ">");
  }

  @Test
  void theDashboardShowsEveryMetricOfTheGateway() throws Exception {
    var body = body(EVERYTHING);
    for (var name :
        List.of(
            "Requests",
            "Errors",
            "Refusals",
            "InputTokens",
            "OutputTokens",
            "CostUsd",
            "Unpriced",
            "FirstPieceMs",
            "PiecesPerSecond",
            "UnsettledReservations")) {
      assertThat(body).containsPattern("\"Streambed/Sample-Streambed-\\w+\",\"" + name + "\"");
    }
    new ObjectMapper().readTree(body);
  }

  @Test
  void theDashboardOfAGatewayWithoutMetricsIsAwssOwn() throws Exception {
    var body = body(of(Observability.DEFAULTS.withMetrics(false).withDashboard(true)));
    assertThat(body).contains("AWS/Lambda").doesNotContain("\"Streambed/");
    new ObjectMapper().readTree(body);
  }

  /** References stand in the middle of the text; what they are does not matter to its form. */
  private static String body(Template template) {
    return template.only("AWS::CloudWatch::Dashboard").text("/DashboardBody");
  }

  private static Resource alarm(String id) {
    return EVERYTHING.named(ALARM, id);
  }

  private static String expression(String id) {
    return alarm(id).properties().path("Metrics").findValue("Expression").textValue();
  }

  private static List<String> metricNames(Resource alarm) {
    var names = new ArrayList<String>();
    for (JsonNode metric : alarm.properties().path("Metrics")) {
      if (metric.has("MetricStat")) {
        names.add(metric.at("/MetricStat/Metric/MetricName").textValue());
      }
    }
    return names;
  }

  private static Template of(Observability observability) {
    return SampleProps.of(SampleProps.least().toBuilder().observability(observability).build());
  }
}
