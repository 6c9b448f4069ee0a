package dev.streambed.cdk;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.constructs.Construct;

/**
 * What somebody should look into, announced on the topic when it begins and when it ends. No values
 * mean that nobody called.
 */
final class StreambedAlarms extends Construct {
  /** Of fewer requests in five minutes, a share says nothing. */
  private static final String SHARE = "IF(requests >= 20, 100 * part / requests, 0)";

  private static final int HIGHEST_SHARE_OF_ERRORS = 10;
  private static final int HIGHEST_SHARE_OF_REFUSALS = 50;

  private final AlertTopic topic;

  StreambedAlarms(
      Construct scope,
      String id,
      AlertTopic topic,
      StreambedMetrics metrics,
      Observability observability) {
    super(scope, id);
    this.topic = topic;
    ofAws(metrics);
    if (observability.metrics()) {
      ofTheGateway(metrics.gateway());
      observability.dailyBudgetUsd().ifPresent(dollars -> ofSpend(metrics.gateway(), dollars));
    }
  }

  private void ofAws(StreambedMetrics metrics) {
    add("FunctionErrors", metrics.errors(), 1, "The function failed, which it should never do");
    add("Throttles", metrics.throttles(), 1, "Callers were refused: raise the concurrency");
    add("TableThrottles", metrics.tableThrottles(), 1, "DynamoDB refuses the gateway's writes");
    metrics
        .restServerErrors()
        .ifPresent(errors -> add("RestApiErrors", errors, 5, "The REST API answers with 5XX"));
    metrics
        .webSocketExecutionErrors()
        .ifPresent(errors -> add("WebSocketErrors", errors, 5, "Messages do not arrive"));
    metrics
        .lostAnswers()
        .ifPresent(lost -> add("DeadLetters", lost, 1, "An asynchronous invocation was lost"));
  }

  private void ofTheGateway(GatewayMetrics metrics) {
    add(
        "ErrorShare",
        share(metrics.errors(), metrics.requests()),
        HIGHEST_SHARE_OF_ERRORS,
        "More than one request in ten fails: look at the metric Errors by ErrorCode");
    add(
        "RefusalShare",
        share(metrics.refusals(), metrics.requests()),
        HIGHEST_SHARE_OF_REFUSALS,
        "More than one request is refused for two that are admitted: look at Refusals by Limit");
    add(
        "UnsettledReservations",
        metrics.unsettledReservations(),
        1,
        "Reservations stay open and hold customers' limits: look at reservation_unsettled in the log");
  }

  private void ofSpend(GatewayMetrics metrics, int dollars) {
    var day = MetricOptions.builder().period(Duration.days(1)).build();
    add("Spend", metrics.costUsd().with(day), dollars, "A day costs more than was planned");
  }

  private static MathExpression share(IMetric part, IMetric requests) {
    return MathExpression.Builder.create()
        .expression(SHARE)
        .usingMetrics(Map.of("part", part, "requests", requests))
        .label("percent")
        .period(Duration.minutes(5))
        .build();
  }

  private void add(String id, IMetric metric, int threshold, String description) {
    var action = new SnsAction(topic.topic());
    var alarm = alarm(id, metric, threshold, description);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }

  private Alarm alarm(String id, IMetric metric, int threshold, String description) {
    return Alarm.Builder.create(this, id)
        .metric(metric)
        .alarmDescription("Streambed: " + description)
        .threshold(threshold)
        .evaluationPeriods(1)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build();
  }
}
