package dev.streambed.cdk;

import java.util.Map;
import java.util.TreeMap;
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
 * The alarms. Each notifies the topic when it starts and when it ends. Missing values mean that
 * there were no calls.
 */
final class StreambedAlarms extends Construct {
  /** A percentage is meaningless with fewer requests in five minutes. */
  private static final String ERROR_SHARE = "IF(requests >= 20, 100 * part / requests, 0)";

  /** Refused requests are not among the ended ones, which may have no value at all. */
  private static final String REFUSAL_SHARE =
      "IF(FILL(requests, 0) + part >= 20, 100 * part / (FILL(requests, 0) + part), 0)";

  /** Late values of a period count as zeros at first, so the period is evaluated again. */
  private static final int PERIODS_OF_EXPRESSIONS = 2;

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
    add(
        "Throttles",
        metrics.throttles(),
        1,
        "Callers were refused: " + metrics.adviceOnThrottles());
    add("TableThrottles", metrics.tableThrottles(), 1, "DynamoDB refuses the gateway's writes");
    metrics
        .restServerErrors()
        .ifPresent(errors -> add("RestApiErrors", errors, 5, "The REST API answers with 5XX"));
    metrics
        .webSocketExecutionErrors()
        .ifPresent(errors -> add("WebSocketErrors", errors, 5, "Messages do not arrive"));
    metrics.lostAnswers().ifPresent(lost -> announce(deadLetters(lost)));
  }

  private void ofTheGateway(GatewayMetrics metrics) {
    add(
        "ErrorShare",
        share(ERROR_SHARE, metrics.errors(), metrics.requests()),
        HIGHEST_SHARE_OF_ERRORS,
        "More than one request in ten fails: look at the metric Errors by ErrorCode");
    add(
        "RefusalShare",
        share(REFUSAL_SHARE, metrics.refusals(), metrics.requests()),
        HIGHEST_SHARE_OF_REFUSALS,
        "Half of all requests are refused: look at Refusals by ErrorCode and Limit");
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

  private static MathExpression share(String expression, IMetric part, IMetric requests) {
    return MathExpression.Builder.create()
        .expression(expression)
        .usingMetrics(new TreeMap<>(Map.of("part", part, "requests", requests)))
        .label("percent")
        .period(Duration.minutes(5))
        .build();
  }

  /** SQS stops sending metrics for an inactive queue, even if it has messages. */
  private Alarm deadLetters(IMetric lost) {
    return alarm("DeadLetters", lost, 1, "An asynchronous invocation was lost")
        .treatMissingData(TreatMissingData.IGNORE)
        .build();
  }

  private void add(String id, IMetric metric, int threshold, String description) {
    announce(
        alarm(id, metric, threshold, description)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build());
  }

  private void announce(Alarm alarm) {
    var action = new SnsAction(topic.topic());
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }

  private Alarm.Builder alarm(String id, IMetric metric, int threshold, String description) {
    return Alarm.Builder.create(this, id)
        .metric(metric)
        .alarmDescription("Streambed: " + description)
        .threshold(threshold)
        .evaluationPeriods(metric instanceof MathExpression ? PERIODS_OF_EXPRESSIONS : 1)
        .datapointsToAlarm(1)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD);
  }
}
