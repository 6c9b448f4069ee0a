package dev.streambed.cdk;

import java.util.Optional;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigatewayv2.WebSocketStage;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.sqs.Queue;

/** What AWS measures of a {@link Streambed} by itself, for alarms and dashboards. */
public final class StreambedMetrics {
  private static final MetricOptions SUM = MetricOptions.builder().statistic("Sum").build();

  private final Alias live;
  private final Optional<RestApi> restApi;
  private final Optional<WebSocketStage> webSocket;
  private final Optional<Queue> deadLetters;

  StreambedMetrics(
      Alias live,
      Optional<RestApi> restApi,
      Optional<WebSocketStage> webSocket,
      Optional<Queue> deadLetters) {
    this.live = live;
    this.restApi = restApi;
    this.webSocket = webSocket;
    this.deadLetters = deadLetters;
  }

  /** Requests that reached the function, through every front door. */
  public Metric invocations() {
    return live.metricInvocations();
  }

  /** Requests in which the function itself failed; a model's error is not one. */
  public Metric errors() {
    return live.metricErrors();
  }

  /** Requests refused because no more answers may run at one time. */
  public Metric throttles() {
    return live.metricThrottles();
  }

  /** How long answers take, from the event to the last byte. */
  public Metric duration() {
    return live.metricDuration();
  }

  /** Answers of the REST API with a status of 500 and above; absent without that front door. */
  public Optional<Metric> restServerErrors() {
    return restApi.map(RestApi::metricServerError);
  }

  /**
   * Connects and messages that API Gateway could not hand to the function; absent without that
   * front door.
   */
  public Optional<Metric> webSocketExecutionErrors() {
    return webSocket.map(stage -> stage.metric("ExecutionError", SUM));
  }

  /**
   * Answers on WebSocket connections, lost in the last two weeks: taken, and then failed or never
   * begun; absent without that front door.
   */
  public Optional<Metric> lostAnswers() {
    return deadLetters.map(Queue::metricApproximateNumberOfMessagesVisible);
  }
}
