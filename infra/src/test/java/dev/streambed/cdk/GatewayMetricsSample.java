package dev.streambed.cdk;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a template with every alarm and the dashboard reads, of the function's own metrics. */
public final class GatewayMetricsSample {
  /** A dashboard's metric: {@code ["Streambed/…","Requests",…]}. */
  private static final Pattern SHOWN = Pattern.compile("\"(Streambed[^\"]*)\",\"([A-Za-z]+)\"");

  private static final Template TEMPLATE =
      SampleProps.of(
          SampleProps.least().toBuilder()
              .observability(
                  Observability.DEFAULTS
                      .withAlarms(true)
                      .withDashboard(true)
                      .withDailyBudgetUsd(100))
              .build());

  private GatewayMetricsSample() {}

  /** What the function is told of its metrics. */
  public static Map<String, String> environment() {
    return TEMPLATE
        .only("AWS::Lambda::Function")
        .properties()
        .at("/Environment/Variables")
        .properties()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Resource.text(entry.getValue())));
  }

  /** Their names, by namespace. */
  public static Map<String, Set<String>> namesByNamespace() {
    var names = new TreeMap<String, Set<String>>();
    var shown = SHOWN.matcher(TEMPLATE.only("AWS::CloudWatch::Dashboard").text("/DashboardBody"));
    while (shown.find()) {
      names.computeIfAbsent(shown.group(1), key -> new TreeSet<>()).add(shown.group(2));
    }
    for (var alarm : TEMPLATE.all("AWS::CloudWatch::Alarm")) {
      alarm.properties().findParents("Namespace").stream()
          .filter(metric -> metric.path("Namespace").asText().startsWith("Streambed"))
          .forEach(metric ->
              names
                  .computeIfAbsent(metric.path("Namespace").asText(), key -> new TreeSet<>())
                  .add(metric.path("MetricName").asText()));
    }
    return names;
  }
}
