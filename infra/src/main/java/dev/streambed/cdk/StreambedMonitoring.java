package dev.streambed.cdk;

import java.util.Optional;
import software.constructs.Construct;

/**
 * The alarms and the dashboard of a gateway that is put together of its parts, as its function's
 * {@link Observability} says. Alarms notify the function's topic.
 */
public final class StreambedMonitoring extends Construct {
  private final StreambedMetrics metrics;

  private StreambedMonitoring(Builder chosen) {
    super(chosen.scope, chosen.id);
    this.metrics = StreambedMetrics.of(chosen.function, chosen.restApi, chosen.webSocketApi);
    observe(this, chosen.function, metrics);
  }

  /** The metrics of the gateway. */
  public StreambedMetrics metrics() {
    return metrics;
  }

  /** Creates what the function's properties ask for. */
  static void observe(Construct scope, StreambedFunction function, StreambedMetrics metrics) {
    var observability = function.props().observability();
    function
        .alerts()
        .ifPresent(topic -> new StreambedAlarms(scope, "Alarms", topic, metrics, observability));
    if (observability.dashboard()) {
      new StreambedDashboard(scope, "Dashboard", metrics, observability);
    }
  }

  /** Builder of {@link StreambedMonitoring}: a function, and the APIs that are there. */
  public static final class Builder implements software.amazon.jsii.Builder<StreambedMonitoring> {
    private final Construct scope;
    private final String id;
    private final StreambedFunction function;
    private Optional<StreambedRestApi> restApi = Optional.empty();
    private Optional<StreambedWebSocketApi> webSocketApi = Optional.empty();

    private Builder(Construct scope, String id, StreambedFunction function) {
      this.scope = scope;
      this.id = id;
      this.function = function;
    }

    /** Starts with a function without APIs. */
    public static Builder create(Construct scope, String id, StreambedFunction function) {
      return new Builder(scope, id, function);
    }

    /** A REST API to watch. */
    public Builder restApi(StreambedRestApi watched) {
      this.restApi = Optional.of(watched);
      return this;
    }

    /** A WebSocket API to watch. */
    public Builder webSocketApi(StreambedWebSocketApi watched) {
      this.webSocketApi = Optional.of(watched);
      return this;
    }

    /** Creates alarms and dashboard. */
    @Override
    public StreambedMonitoring build() {
      return new StreambedMonitoring(this);
    }
  }
}
