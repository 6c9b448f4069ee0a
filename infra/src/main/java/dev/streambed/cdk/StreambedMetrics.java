package dev.streambed.cdk;

import java.util.Optional;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.lambda.Alias;

/** What AWS measures of a {@link Streambed} by itself, for alarms and dashboards. */
public final class StreambedMetrics {
  private final Alias live;
  private final Optional<RestApi> restApi;

  StreambedMetrics(Alias live, Optional<RestApi> restApi) {
    this.live = live;
    this.restApi = restApi;
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
}
