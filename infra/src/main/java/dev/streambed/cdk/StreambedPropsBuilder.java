package dev.streambed.cdk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Builder of {@link StreambedProps}; properties that are not set have their defaults. */
public final class StreambedPropsBuilder {
  private List<BedrockModel> models = List.of();
  private Map<String, ModelAlias> modelAliases = Map.of();
  private Optional<Duration> fallbackAfter = Optional.empty();
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
  private GuardrailSettings guardrails = GuardrailSettings.DEFAULTS;
  private ServiceTierSettings serviceTiers = ServiceTierSettings.DEFAULTS;
  private PromptCaching promptCaching = PromptCaching.OFF;

  StreambedPropsBuilder() {}

  StreambedPropsBuilder(StreambedProps chosen) {
    this.models = chosen.models();
    this.modelAliases = chosen.modelAliases();
    this.fallbackAfter = chosen.fallbackAfter();
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
    this.guardrails = chosen.guardrails();
    this.serviceTiers = chosen.serviceTiers();
    this.promptCaching = chosen.promptCaching();
  }

  /** The models that callers may use. */
  public StreambedPropsBuilder models(BedrockModel... chosen) {
    this.models = List.of(chosen);
    return this;
  }

  /**
   * Other names for chosen models.
   *
   * @param byName for example {@code claude-*} and the id of a chosen model
   */
  public StreambedPropsBuilder modelAliases(Map<String, ModelAlias> byName) {
    this.modelAliases = Map.copyOf(byName);
    return this;
  }

  /**
   * How long a streamed answer may be silent before its first content until the next model of its
   * alias is asked, in whole seconds; zero means however long.
   */
  public StreambedPropsBuilder fallbackAfter(Duration silence) {
    this.fallbackAfter = Optional.of(silence);
    return this;
  }

  /** The origins whose pages may call: scheme, host and port, or {@code *} alone. */
  public StreambedPropsBuilder allowedOrigins(String... origins) {
    this.allowedOrigins = List.of(origins);
    return this;
  }

  /** The front doors to deploy. */
  public StreambedPropsBuilder frontDoors(FrontDoor... doors) {
    this.frontDoors = Set.copyOf(List.of(doors));
    return this;
  }

  /** Existing tables. */
  public StreambedPropsBuilder tables(GatewayTables existing) {
    this.tables = Optional.of(existing);
    return this;
  }

  /** The limits of customers that have none of their own. */
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

  /**
   * How often reservations and records of failed invocations are settled, in whole minutes; zero
   * means never.
   */
  public StreambedPropsBuilder sweepInterval(Duration interval) {
    this.sweepInterval = interval;
    return this;
  }

  /** The issuer whose JSON Web Tokens are accepted in addition to API keys. */
  public StreambedPropsBuilder jwt(JwtSettings issuer) {
    this.jwt = Optional.of(issuer);
    return this;
  }

  /** Metrics, alarms and a dashboard. */
  public StreambedPropsBuilder observability(Observability chosen) {
    this.observability = chosen;
    return this;
  }

  /** The guardrails of Bedrock that models are called with. */
  public StreambedPropsBuilder guardrails(GuardrailSettings chosen) {
    this.guardrails = chosen;
    return this;
  }

  /** The service tiers and latencies that requests may ask for. */
  public StreambedPropsBuilder serviceTiers(ServiceTierSettings chosen) {
    this.serviceTiers = chosen;
    return this;
  }

  /** Whether prompts are cached whose callers have not asked for it. */
  public StreambedPropsBuilder promptCaching(PromptCaching chosen) {
    this.promptCaching = chosen;
    return this;
  }

  /**
   * Checks the properties.
   *
   * @throws IllegalArgumentException naming the invalid property
   */
  public StreambedProps build() {
    return new StreambedProps(
        models,
        modelAliases,
        fallbackAfter,
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
        observability,
        guardrails,
        serviceTiers,
        promptCaching);
  }
}
