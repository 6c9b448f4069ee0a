package dev.streambed.cdk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;

/**
 * The properties of a {@link Streambed}. Only the models are required.
 *
 * @param models the models that callers may use; IAM allows no others
 * @param modelAliases other names for chosen models: what each stands for; a name that ends in
 *     {@code *} stands for all names that begin as it does
 * @param fallbackAfter how long a streamed answer may be silent before its first content until the
 *     next model of its alias is asked, in whole seconds; zero means however long; if absent, the
 *     function's own default
 * @param allowedOrigins web origins whose pages may call, or {@code *} alone; empty: none
 * @param frontDoors the APIs through which callers reach the gateway, at least one
 * @param tables existing tables; if absent, the construct creates its own
 * @param defaultLimits the limits of customers that have none of their own
 * @param function how the function runs
 * @param restApi how the REST API behaves
 * @param webSocket how the WebSocket API behaves
 * @param cloudFront a CloudFront distribution in front of the Function URL; if absent, none
 * @param logRetention how long log lines are kept
 * @param sweepInterval how often reservations and records left behind by failed invocations are
 *     settled, in whole minutes; zero means never, unless the team invokes the function for it
 * @param jwt the issuer whose JSON Web Tokens are accepted in addition to API keys; if absent, none
 *     are
 * @param observability metrics, alarms and a dashboard
 * @param guardrails the guardrails of Bedrock that models are called with
 * @param serviceTiers the service tiers and latencies that requests may ask for
 * @param promptCaching whether prompts are cached whose callers have not asked for it
 * @param vpc the VPC that the function, or the instances that it runs on, reaches other services
 *     through; if absent, none
 * @param encryptionKey a customer-managed key for the tables, log groups, queue and topics that the
 *     construct creates; if absent, they are encrypted with keys of AWS
 * @param logGroup an existing log group for the function; if absent, the construct creates one
 * @param alarmTopic an existing topic for alarms and thresholds of budgets; if absent, the
 *     construct creates one where there are alarms
 * @param deadLetterQueue an existing queue for invocations that failed; if absent, the construct
 *     creates one with the WebSocket API
 * @param removalPolicy what becomes of customers, API keys, usage, prices and the function's log
 *     when they leave the stack: {@code RETAIN}, or {@code DESTROY} for a trial
 */
public record StreambedProps(
    List<BedrockModel> models,
    Map<String, ModelAlias> modelAliases,
    Optional<Duration> fallbackAfter,
    List<String> allowedOrigins,
    Set<FrontDoor> frontDoors,
    Optional<GatewayTables> tables,
    DefaultLimits defaultLimits,
    FunctionSettings function,
    RestApiSettings restApi,
    WebSocketSettings webSocket,
    Optional<CloudFrontSettings> cloudFront,
    RetentionDays logRetention,
    Duration sweepInterval,
    Optional<JwtSettings> jwt,
    Observability observability,
    GuardrailSettings guardrails,
    ServiceTierSettings serviceTiers,
    PromptCaching promptCaching,
    Optional<VpcSettings> vpc,
    Optional<IKey> encryptionKey,
    Optional<ILogGroup> logGroup,
    Optional<ITopic> alarmTopic,
    Optional<IQueue> deadLetterQueue,
    RemovalPolicy removalPolicy) {

  /** All of them, because an unused front door costs nothing. */
  public static final Set<FrontDoor> DEFAULT_FRONT_DOORS = Set.of(FrontDoor.values());

  /** Long enough to investigate a bill that is disputed when it arrives. */
  public static final RetentionDays DEFAULT_LOG_RETENTION = RetentionDays.THREE_MONTHS;

  /**
   * The reservation of a failed answer blocks a limit for at most this interval after its deadline.
   */
  public static final Duration DEFAULT_SWEEP_INTERVAL = Duration.ofMinutes(5);

  private static final Duration LONGEST_SWEEP_INTERVAL = Duration.ofDays(1);

  /** Lambda's limit. */
  private static final int MOST_ORIGINS = 100;

  /** Refuses a deployment that nobody can call, or that cannot call any model. */
  public StreambedProps {
    models = List.copyOf(models);
    modelAliases = ModelAliasList.checked(modelAliases, models);
    fallbackAfter.ifPresent(time ->
        PropsCheck.between(
            "fallbackAfter in seconds",
            time.toSeconds(),
            0,
            FunctionSettings.LONGEST_DRAIN.toSeconds()));
    allowedOrigins = new CorsPolicy(allowedOrigins).origins();
    frontDoors = Set.copyOf(frontDoors);
    PropsCheck.that(!models.isEmpty(), "models: choose at least one");
    PropsCheck.that(!frontDoors.isEmpty(), "frontDoors: choose at least one");
    for (String excluded :
        guardrails.enforced().map(DeploymentGuardrail::excludedModels).orElse(List.of())) {
      PropsCheck.that(
          models.stream().anyMatch(model -> model.modelId().equals(excluded)),
          "guardrail: choose the excluded model among models: " + excluded);
    }
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
    TableSettings.checkRemovalPolicy(removalPolicy);
    CustomDomain.checkApart(restApi.domain(), webSocket.domain());
    PropsCheck.that(
        restApi.domain().isEmpty() || frontDoors.contains(FrontDoor.REST_API),
        "domain: choose the front door REST_API as well");
    PropsCheck.that(
        cloudFront.isEmpty() || frontDoors.contains(FrontDoor.FUNCTION_URL),
        "cloudFront: choose the front door FUNCTION_URL as well");
    checkBrought(alarmTopic, observability, deadLetterQueue, frontDoors);
    PropsCheck.that(
        webSocket.domain().isEmpty() || frontDoors.contains(FrontDoor.WEB_SOCKET),
        "domain: choose the front door WEB_SOCKET as well");
  }

  private static void checkBrought(
      Optional<ITopic> alarmTopic,
      Observability observability,
      Optional<IQueue> deadLetterQueue,
      Set<FrontDoor> frontDoors) {
    PropsCheck.that(
        alarmTopic.isEmpty() || observability.alarms(), "alarmTopic: choose alarms as well");
    PropsCheck.that(
        deadLetterQueue.isEmpty() || frontDoors.contains(FrontDoor.WEB_SOCKET),
        "deadLetterQueue: choose the front door WEB_SOCKET as well, whose answers it is for");
    PropsCheck.that(
        alarmTopic.map(ITopic::getFifo).filter(Boolean.TRUE::equals).isEmpty(),
        "alarmTopic: CloudWatch and the function publish to standard topics, not to FIFO topics");
    PropsCheck.that(
        deadLetterQueue.map(IQueue::getFifo).filter(Boolean.TRUE::equals).isEmpty(),
        "deadLetterQueue: Lambda and SNS send to standard queues, not to FIFO queues");
  }

  /** Starts with the defaults; the models must be set. */
  public static StreambedPropsBuilder builder() {
    return new StreambedPropsBuilder();
  }

  /** Starts with these properties. */
  public StreambedPropsBuilder toBuilder() {
    return new StreambedPropsBuilder(this);
  }

  boolean has(FrontDoor door) {
    return frontDoors.contains(door);
  }

  TableSettings tableSettings() {
    return new TableSettings(removalPolicy, encryptionKey);
  }

  boolean isSwept() {
    return sweepInterval.toMinutes() > 0;
  }

  /** Whether a chosen front door creates the account's role for API logs. */
  boolean bringsLogRole() {
    return (has(FrontDoor.REST_API) && restApi.accessLogs() == AccessLogs.ON_WITH_ACCOUNT_ROLE)
        || (has(FrontDoor.WEB_SOCKET) && webSocket.accessLogs() == AccessLogs.ON_WITH_ACCOUNT_ROLE);
  }
}
