package dev.streambed.cdk;

import java.time.Duration;
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
 * @param webSocket how the WebSocket API behaves
 * @param logRetention how long log lines are kept
 * @param sweepInterval how often what died invocations left behind is settled, in whole minutes;
 *     zero: never, unless the team invokes the function for it
 * @param jwt whose JSON Web Tokens are taken beside the gateway's own tokens; absent: nobody's
 * @param observability metrics, alarms and a dashboard
 */
public record StreambedProps(
    List<BedrockModel> models,
    List<String> allowedOrigins,
    Set<FrontDoor> frontDoors,
    Optional<GatewayTables> tables,
    DefaultLimits defaultLimits,
    FunctionSettings function,
    RestApiSettings restApi,
    WebSocketSettings webSocket,
    RetentionDays logRetention,
    Duration sweepInterval,
    Optional<JwtSettings> jwt,
    Observability observability) {

  /** All of them: a front door that nobody uses costs nothing. */
  public static final Set<FrontDoor> DEFAULT_FRONT_DOORS = Set.of(FrontDoor.values());

  /** Long enough to look into a bill that is disputed when it arrives. */
  public static final RetentionDays DEFAULT_LOG_RETENTION = RetentionDays.THREE_MONTHS;

  /** A reservation of an answer that died blocks a limit no longer than this and its deadline. */
  public static final Duration DEFAULT_SWEEP_INTERVAL = Duration.ofMinutes(5);

  private static final Duration LONGEST_SWEEP_INTERVAL = Duration.ofDays(1);

  /** Lambda's limit. */
  private static final int MOST_ORIGINS = 100;

  /** Refuses a deployment that nobody could call or that could call nothing. */
  public StreambedProps {
    models = List.copyOf(models);
    allowedOrigins = new CorsPolicy(allowedOrigins).origins();
    frontDoors = Set.copyOf(frontDoors);
    PropsCheck.that(!models.isEmpty(), "models: choose at least one");
    PropsCheck.that(!frontDoors.isEmpty(), "frontDoors: choose at least one");
    PropsCheck.between(
        "sweepInterval in minutes",
        sweepInterval.toMinutes(),
        0,
        LONGEST_SWEEP_INTERVAL.toMinutes());
    PropsCheck.that(
        sweepInterval.toSecondsPart() == 0 && sweepInterval.toNanosPart() == 0,
        "sweepInterval: EventBridge knows whole minutes: " + sweepInterval);
    PropsCheck.that(
        allowedOrigins.size() <= MOST_ORIGINS || !frontDoors.contains(FrontDoor.FUNCTION_URL),
        "allowedOrigins: a Function URL takes " + MOST_ORIGINS + ": " + allowedOrigins.size());
  }

  /** Starts with the default of every choice but the models. */
  public static StreambedPropsBuilder builder() {
    return new StreambedPropsBuilder();
  }

  /** Starts with these choices. */
  public StreambedPropsBuilder toBuilder() {
    return new StreambedPropsBuilder(this);
  }

  boolean has(FrontDoor door) {
    return frontDoors.contains(door);
  }

  boolean isSwept() {
    return sweepInterval.toMinutes() > 0;
  }

  /** Whether a front door that was chosen asks for the role of the account's API logs. */
  boolean bringsLogRole() {
    return (has(FrontDoor.REST_API) && restApi.accessLogs() == AccessLogs.ON_WITH_ACCOUNT_ROLE)
        || (has(FrontDoor.WEB_SOCKET) && webSocket.accessLogs() == AccessLogs.ON_WITH_ACCOUNT_ROLE);
  }
}
