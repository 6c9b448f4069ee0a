package dev.streambed.cdk;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The function's own metrics that a template with every alarm and the dashboard reads. */
public final class GatewayMetricsSample {
  /** A dashboard's metric: {@code ["Streambed","Requests",…]}. */
  private static final Pattern SHOWN = Pattern.compile("\"Streambed\",\"([A-Za-z]+)\"");

  private GatewayMetricsSample() {}

  /** Their names. */
  public static Set<String> names() {
    var template =
        Samples.of(
            Samples.least().toBuilder()
                .observability(
                    Observability.DEFAULTS
                        .withAlarms(true)
                        .withDashboard(true)
                        .withDailyBudgetUsd(100))
                .build());
    var names = new TreeSet<String>();
    var shown = SHOWN.matcher(template.only("AWS::CloudWatch::Dashboard").text("/DashboardBody"));
    while (shown.find()) {
      names.add(shown.group(1));
    }
    for (var alarm : template.all("AWS::CloudWatch::Alarm")) {
      alarm.properties().findParents("Namespace").stream()
          .filter(metric -> metric.path("Namespace").asText().equals("Streambed"))
          .forEach(metric -> names.add(metric.path("MetricName").asText()));
    }
    return names;
  }
}
