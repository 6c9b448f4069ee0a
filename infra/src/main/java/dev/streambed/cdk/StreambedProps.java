package dev.streambed.cdk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * What a {@link Streambed} is made of. Only the models must be chosen.
 *
 * @param models what callers may use; IAM allows these and no others
 * @param allowedOrigins web origins whose pages may call, or {@code *} alone; empty: none
 * @param frontDoors the ways in, at least one
 * @param tables tables that exist already; absent: the construct makes its own
 * @param defaultLimits what holds for customers without limits of their own
 * @param function how the function runs
 * @param restApi how the REST API behaves
 * @param logRetention how long log lines are kept
 */
public record StreambedProps(
    List<BedrockModel> models,
    List<String> allowedOrigins,
    Set<FrontDoor> frontDoors,
    Optional<GatewayTables> tables,
    DefaultLimits defaultLimits,
    FunctionSettings function,
    RestApiSettings restApi,
    RetentionDays logRetention) {

  /** Both front doors of HTTP. */
  public static final Set<FrontDoor> DEFAULT_FRONT_DOORS =
      Set.of(FrontDoor.FUNCTION_URL, FrontDoor.REST_API);

  /** Long enough to look into a bill that is disputed when it arrives. */
  public static final RetentionDays DEFAULT_LOG_RETENTION = RetentionDays.THREE_MONTHS;

  /** Refuses a deployment that nobody could call or that could call nothing. */
  public StreambedProps {
    models = List.copyOf(models);
    allowedOrigins = new CorsPolicy(allowedOrigins).origins();
    frontDoors = Set.copyOf(frontDoors);
    Require.that(!models.isEmpty(), "models: choose at least one");
    Require.that(!frontDoors.isEmpty(), "frontDoors: choose at least one");
  }

  /** Starts with the default of every choice but the models. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts with these choices. */
  public Builder toBuilder() {
    var builder = new Builder();
    builder.models = models;
    builder.allowedOrigins = allowedOrigins;
    builder.frontDoors = frontDoors;
    builder.tables = tables;
    builder.defaultLimits = defaultLimits;
    builder.function = function;
    builder.restApi = restApi;
    builder.logRetention = logRetention;
    return builder;
  }

  boolean has(FrontDoor door) {
    return frontDoors.contains(door);
  }

  /** Collects choices; what is not chosen has its default. */
  public static final class Builder {
    private List<BedrockModel> models = List.of();
    private List<String> allowedOrigins = List.of();
    private Set<FrontDoor> frontDoors = DEFAULT_FRONT_DOORS;
    private Optional<GatewayTables> tables = Optional.empty();
    private DefaultLimits defaultLimits = DefaultLimits.OF_THE_FUNCTION;
    private FunctionSettings function = FunctionSettings.DEFAULTS;
    private RestApiSettings restApi = RestApiSettings.DEFAULTS;
    private RetentionDays logRetention = DEFAULT_LOG_RETENTION;

    private Builder() {}

    /** What callers may use. */
    public Builder models(BedrockModel... chosen) {
      this.models = List.of(chosen);
      return this;
    }

    /** Pages of these origins may call: scheme, host and port, or {@code *} alone. */
    public Builder allowedOrigins(String... origins) {
      this.allowedOrigins = List.of(origins);
      return this;
    }

    /** These ways in and no others. */
    public Builder frontDoors(FrontDoor... doors) {
      this.frontDoors = Set.copyOf(List.of(doors));
      return this;
    }

    /** Tables that exist already. */
    public Builder tables(GatewayTables existing) {
      this.tables = Optional.of(existing);
      return this;
    }

    /** Limits of customers that have none of their own. */
    public Builder defaultLimits(DefaultLimits limits) {
      this.defaultLimits = limits;
      return this;
    }

    /** How the function runs. */
    public Builder function(FunctionSettings settings) {
      this.function = settings;
      return this;
    }

    /** How the REST API behaves. */
    public Builder restApi(RestApiSettings settings) {
      this.restApi = settings;
      return this;
    }

    /** How long log lines are kept. */
    public Builder logRetention(RetentionDays retention) {
      this.logRetention = retention;
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
          logRetention);
    }
  }
}
