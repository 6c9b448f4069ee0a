package dev.streambed.cdk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Collects the choices of {@link StreambedProps}; what is not chosen has its default. */
public final class StreambedPropsBuilder {
  private List<BedrockModel> models = List.of();
  private List<String> allowedOrigins = List.of();
  private Set<FrontDoor> frontDoors = StreambedProps.DEFAULT_FRONT_DOORS;
  private Optional<GatewayTables> tables = Optional.empty();
  private DefaultLimits defaultLimits = DefaultLimits.OF_THE_FUNCTION;
  private FunctionSettings function = FunctionSettings.DEFAULTS;
  private RestApiSettings restApi = RestApiSettings.DEFAULTS;
  private WebSocketSettings webSocket = WebSocketSettings.DEFAULTS;
  private RetentionDays logRetention = StreambedProps.DEFAULT_LOG_RETENTION;
  private Duration sweepInterval = StreambedProps.DEFAULT_SWEEP_INTERVAL;
  private Optional<JwtSettings> jwt = Optional.empty();
  private Observability observability = Observability.DEFAULTS;

  StreambedPropsBuilder() {}

  StreambedPropsBuilder(StreambedProps chosen) {
    this.models = chosen.models();
    this.allowedOrigins = chosen.allowedOrigins();
    this.frontDoors = chosen.frontDoors();
    this.tables = chosen.tables();
    this.defaultLimits = chosen.defaultLimits();
    this.function = chosen.function();
    this.restApi = chosen.restApi();
    this.webSocket = chosen.webSocket();
    this.logRetention = chosen.logRetention();
    this.sweepInterval = chosen.sweepInterval();
    this.jwt = chosen.jwt();
    this.observability = chosen.observability();
  }

  /** What callers may use. */
  public StreambedPropsBuilder models(BedrockModel... chosen) {
    this.models = List.of(chosen);
    return this;
  }

  /** Pages of these origins may call: scheme, host and port, or {@code *} alone. */
  public StreambedPropsBuilder allowedOrigins(String... origins) {
    this.allowedOrigins = List.of(origins);
    return this;
  }

  /** These ways in and no others. */
  public StreambedPropsBuilder frontDoors(FrontDoor... doors) {
    this.frontDoors = Set.copyOf(List.of(doors));
    return this;
  }

  /** Tables that exist already. */
  public StreambedPropsBuilder tables(GatewayTables existing) {
    this.tables = Optional.of(existing);
    return this;
  }

  /** Limits of customers that have none of their own. */
  public StreambedPropsBuilder defaultLimits(DefaultLimits limits) {
    this.defaultLimits = limits;
    return this;
  }

  /** How the function runs. */
  public StreambedPropsBuilder function(FunctionSettings settings) {
    this.function = settings;
    return this;
  }

  /** How the REST API behaves. */
  public StreambedPropsBuilder restApi(RestApiSettings settings) {
    this.restApi = settings;
    return this;
  }

  /** How the WebSocket API behaves. */
  public StreambedPropsBuilder webSocket(WebSocketSettings settings) {
    this.webSocket = settings;
    return this;
  }

  /** How long log lines are kept. */
  public StreambedPropsBuilder logRetention(RetentionDays retention) {
    this.logRetention = retention;
    return this;
  }

  /** How often what died invocations left behind is settled, in whole minutes; zero: never. */
  public StreambedPropsBuilder sweepInterval(Duration interval) {
    this.sweepInterval = interval;
    return this;
  }

  /** JSON Web Tokens of this issuer are taken beside the gateway's own tokens. */
  public StreambedPropsBuilder jwt(JwtSettings issuer) {
    this.jwt = Optional.of(issuer);
    return this;
  }

  /** What can be seen of the deployment beside its log lines. */
  public StreambedPropsBuilder observability(Observability chosen) {
    this.observability = chosen;
    return this;
  }

  /**
   * Checks the choices.
   *
   * @throws IllegalArgumentException naming the choice that does not hold
   */
  public StreambedProps build() {
    return new StreambedProps(
        models,
        allowedOrigins,
        frontDoors,
        tables,
        defaultLimits,
        function,
        restApi,
        webSocket,
        logRetention,
        sweepInterval,
        jwt,
        observability);
  }
}
