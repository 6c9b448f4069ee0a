package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cdk.GatewayMetricsSample;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.usage.Metric;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What alarms and the dashboard look at is what the function tells. */
class MetricsAgreementTest {
  private static final Map<String, Set<String>> READ = GatewayMetricsSample.namesByNamespace();

  @Test
  void everyMetricOfAnAlarmOrTheDashboardIsOneThatTheFunctionTells() {
    assertThat(Arrays.stream(Metric.values()).map(Metric::metricName))
        .containsAll(READ.values().iterator().next());
  }

  @Test
  void allAreLookedForWhereTheFunctionTellsThem() {
    var environment = new HashMap<>(GatewayMetricsSample.environment());
    environment.put("AWS_REGION", "eu-west-1");
    assertThat(READ).containsOnlyKeys(Settings.from(environment).metricsNamespace().orElseThrow());
  }

  @Test
  void someAreLookedAt() {
    assertThat(READ.values().iterator().next())
        .contains("Requests", "Refusals", "CostUsd", "UnsettledReservations")
        .hasSizeGreaterThanOrEqualTo(10);
  }
}
