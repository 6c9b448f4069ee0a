package dev.streambed.cdk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

/** One dashboard: what callers see, what it costs, and the state of the function and its tables. */
final class StreambedDashboard extends Construct {
  private static final int THIRD = 8;

  StreambedDashboard(
      Construct scope, String id, StreambedMetrics metrics, Observability observability) {
    super(scope, id);
    var dashboard = Dashboard.Builder.create(this, "Dashboard").build();
    if (observability.metrics()) {
      rows(metrics.gateway()).forEach(row -> dashboard.addWidgets(row.toArray(IWidget[]::new)));
    }
    dashboard.addWidgets(
        graph("Invocations", metrics.invocations(), metrics.errors(), metrics.throttles()),
        graph("Duration, ms", metrics.duration()),
        graph("Answers at one time", metrics.concurrentAnswers()));
    dashboard.addWidgets(
        graph("Tables: refused writes", metrics.tableThrottles()), failures(metrics));
    var utilization =
        Stream.of(metrics.environmentCpuUtilization(), metrics.environmentMemoryUtilization())
            .flatMap(Optional::stream)
            .toArray(IMetric[]::new);
    if (utilization.length > 0) {
      dashboard.addWidgets(graph("Environments: processors and memory, %", utilization));
    }
  }

  private static Stream<List<IWidget>> rows(GatewayMetrics metrics) {
    return Stream.of(
        List.of(
            graph("Requests", metrics.requests(), metrics.errors(), metrics.refusals()),
            graph("First piece, ms", metrics.firstPieceMs(50), metrics.firstPieceMs(95)),
            graph("Pieces per second", metrics.piecesPerSecond())),
        List.of(
            graph("Tokens", metrics.inputTokens(), metrics.outputTokens()),
            graph("Dollars", metrics.costUsd()),
            graph("To look into", metrics.unpriced(), metrics.unsettledReservations())));
  }

  private static IWidget failures(StreambedMetrics metrics) {
    return graph(
        "Front doors: failures",
        Stream.of(
                metrics.restServerErrors(),
                metrics.webSocketExecutionErrors(),
                metrics.lostAnswers())
            .flatMap(Optional::stream)
            .toArray(IMetric[]::new));
  }

  private static IWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create().title(title).width(THIRD).left(List.of(metrics)).build();
  }
}
