package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cdk.GatewayMetricsSample;
import dev.streambed.gateway.usage.Metric;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What alarms and the dashboard look at is what the function tells. */
class MetricsAgreementTest {

  @Test
  void everyMetricOfAnAlarmOrTheDashboardIsOneThatTheFunctionTells() {
    assertThat(Arrays.stream(Metric.values()).map(Metric::word))
        .containsAll(GatewayMetricsSample.names());
  }

  @Test
  void someAreLookedAt() {
    assertThat(GatewayMetricsSample.names())
        .contains("Requests", "Refusals", "CostUsd", "UnsettledReservations")
        .hasSizeGreaterThanOrEqualTo(10);
  }
}
