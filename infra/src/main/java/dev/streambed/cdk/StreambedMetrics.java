package dev.streambed.cdk;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigatewayv2.WebSocketStage;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.sqs.IQueue;

/** The metrics of a {@link Streambed}, for alarms and dashboards. */
public final class StreambedMetrics {
  private static final MetricOptions SUM = MetricOptions.builder().statistic("Sum").build();

  private final GatewayFunction gateway;
  private final GatewayTables tables;
  private final Optional<RestApi> restApi;
  private final Optional<WebSocketStage> webSocket;

  private StreambedMetrics(
      GatewayFunction gateway,
      GatewayTables tables,
      Optional<RestApi> restApi,
      Optional<WebSocketStage> webSocket) {
    this.gateway = gateway;
    this.tables = tables;
    this.restApi = restApi;
    this.webSocket = webSocket;
  }

  static StreambedMetrics of(
      StreambedFunction function,
      Optional<StreambedRestApi> restApi,
      Optional<StreambedWebSocketApi> webSocketApi) {
    return new StreambedMetrics(
        function.gateway(),
        function.tables(),
        restApi.map(StreambedRestApi::api),
        webSocketApi.map(StreambedWebSocketApi::stage));
  }

  /** The function's own metrics. */
  public GatewayMetrics gateway() {
    return gateway.metrics();
  }

  /** Concurrent answers; on Managed Instances those of the environment that has most. */
  public Metric concurrentAnswers() {
    return environments("ExecutionEnvironmentConcurrency")
        .orElseGet(() ->
            gateway
                .live()
                .metric(
                    "ConcurrentExecutions", MetricOptions.builder().statistic("Maximum").build()));
  }

  /** On Managed Instances, how busy the processors of an environment are at most, in percent. */
  public Optional<Metric> environmentCpuUtilization() {
    return environments("ExecutionEnvironmentCPUUtilization");
  }

  /** On Managed Instances, how full the memory of an environment is at most, in percent. */
  public Optional<Metric> environmentMemoryUtilization() {
    return environments("ExecutionEnvironmentMemoryUtilization");
  }

  /** What to do when Lambda throttles. */
  String adviceOnThrottles() {
    return gateway.instances().isPresent()
        ? "raise minExecutionEnvironments, or maxExecutionEnvironments and maxVCpuCount"
        : "raise the concurrency";
  }

  private Optional<Metric> environments(String name) {
    return gateway.instances().map(capacity -> capacity.metric(name));
  }

  /** Writes that DynamoDB throttled, on the tables that every answer uses. */
  public MathExpression tableThrottles() {
    return MathExpression.Builder.create()
        // Without throttling the metrics have no values instead of zeros, and a sum with a missing
        // value is missing.
        .expression("FILL(limits, 0) + FILL(usage, 0)")
        .usingMetrics(
            new TreeMap<>(
                Map.of("limits", throttles(tables.limits()), "usage", throttles(tables.usage()))))
        .label("refused writes")
        .period(Duration.minutes(5))
        .build();
  }

  private static Metric throttles(ITable table) {
    return Metric.Builder.create()
        .namespace("AWS/DynamoDB")
        .metricName("WriteThrottleEvents")
        .dimensionsMap(Map.of("TableName", table.getTableName()))
        .statistic("Sum")
        .period(Duration.minutes(5))
        .build();
  }

  /** Requests that reached the function, through every front door. */
  public Metric invocations() {
    return gateway.live().metricInvocations();
  }

  /** Requests in which the function itself failed; a model's error is not one. */
  public Metric errors() {
    return gateway.live().metricErrors();
  }

  /** Requests that Lambda throttled because of the concurrency limit. */
  public Metric throttles() {
    return gateway.live().metricThrottles();
  }

  /** How long answers take, from the event to the last byte. */
  public Metric duration() {
    return gateway.live().metricDuration();
  }

  /** Responses of the REST API with a 5xx status; absent without that front door. */
  public Optional<Metric> restServerErrors() {
    return restApi.map(RestApi::metricServerError);
  }

  /**
   * Connects and messages that API Gateway could not pass to the function; absent without that
   * front door.
   */
  public Optional<Metric> webSocketExecutionErrors() {
    return webSocket.map(stage -> stage.metric("ExecutionError", SUM));
  }

  /**
   * Answers over WebSocket that were lost in the last two weeks: accepted, then failed or never
   * started; absent without that front door.
   */
  public Optional<Metric> lostAnswers() {
    return gateway.deadLetters().map(IQueue::metricApproximateNumberOfMessagesVisible);
  }
}
