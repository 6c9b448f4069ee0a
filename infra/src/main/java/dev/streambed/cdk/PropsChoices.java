package dev.streambed.cdk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;

/**
 * The properties of a {@link Streambed} as they are chosen one by one; those that are not set have
 * their defaults.
 *
 * @param <B> the builder that each method returns
 */
abstract class PropsChoices<B extends PropsChoices<B>> {
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
  private Optional<CloudFrontSettings> cloudFront = Optional.empty();
  private RetentionDays logRetention = StreambedProps.DEFAULT_LOG_RETENTION;
  private Duration sweepInterval = StreambedProps.DEFAULT_SWEEP_INTERVAL;
  private Optional<JwtSettings> jwt = Optional.empty();
  private Observability observability = Observability.DEFAULTS;
  private GuardrailSettings guardrails = GuardrailSettings.DEFAULTS;
  private ServiceTierSettings serviceTiers = ServiceTierSettings.DEFAULTS;
  private PromptCaching promptCaching = PromptCaching.OFF;
  private Optional<VpcSettings> vpc = Optional.empty();
  private Optional<IKey> encryptionKey = Optional.empty();
  private Optional<ILogGroup> logGroup = Optional.empty();
  private Optional<ITopic> alarmTopic = Optional.empty();
  private Optional<IQueue> deadLetterQueue = Optional.empty();
  private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

  PropsChoices() {}

  PropsChoices(StreambedProps chosen) {
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
    this.cloudFront = chosen.cloudFront();
    this.logRetention = chosen.logRetention();
    this.sweepInterval = chosen.sweepInterval();
    this.jwt = chosen.jwt();
    this.observability = chosen.observability();
    this.guardrails = chosen.guardrails();
    this.serviceTiers = chosen.serviceTiers();
    this.promptCaching = chosen.promptCaching();
    this.vpc = chosen.vpc();
    this.encryptionKey = chosen.encryptionKey();
    this.logGroup = chosen.logGroup();
    this.alarmTopic = chosen.alarmTopic();
    this.deadLetterQueue = chosen.deadLetterQueue();
    this.removalPolicy = chosen.removalPolicy();
  }

  abstract B self();

  /** The models that callers may use. */
  public B models(BedrockModel... chosen) {
    this.models = List.of(chosen);
    return self();
  }

  /**
   * Other names for chosen models.
   *
   * @param byName for example {@code claude-*} and the id of a chosen model
   */
  public B modelAliases(Map<String, ModelAlias> byName) {
    this.modelAliases = Map.copyOf(byName);
    return self();
  }

  /**
   * How long a streamed answer may be silent before its first content until the next model of its
   * alias is asked, in whole seconds; zero means however long.
   */
  public B fallbackAfter(Duration silence) {
    this.fallbackAfter = Optional.of(silence);
    return self();
  }

  /** The same with CDK's own type. */
  public B fallbackAfter(software.amazon.awscdk.Duration silence) {
    return fallbackAfter(Durations.of(silence));
  }

  /** The origins whose pages may call: scheme, host and port, or {@code *} alone. */
  public B allowedOrigins(String... origins) {
    this.allowedOrigins = List.of(origins);
    return self();
  }

  /** The front doors to deploy. */
  public B frontDoors(FrontDoor... doors) {
    this.frontDoors = Set.copyOf(List.of(doors));
    return self();
  }

  /** Existing tables. */
  public B tables(GatewayTables existing) {
    this.tables = Optional.of(existing);
    return self();
  }

  /** The limits of customers that have none of their own. */
  public B defaultLimits(DefaultLimits limits) {
    this.defaultLimits = limits;
    return self();
  }

  /** How the function runs. */
  public B function(FunctionSettings settings) {
    this.function = settings;
    return self();
  }

  /** How the REST API behaves. */
  public B restApi(RestApiSettings settings) {
    this.restApi = settings;
    return self();
  }

  /** How the WebSocket API behaves. */
  public B webSocket(WebSocketSettings settings) {
    this.webSocket = settings;
    return self();
  }

  /** A CloudFront distribution in front of the Function URL. */
  public B cloudFront(CloudFrontSettings settings) {
    this.cloudFront = Optional.of(settings);
    return self();
  }

  /** How long log lines are kept. */
  public B logRetention(RetentionDays retention) {
    this.logRetention = retention;
    return self();
  }

  /**
   * How often reservations and records of failed invocations are settled, in whole minutes; zero
   * means never.
   */
  public B sweepInterval(Duration interval) {
    this.sweepInterval = interval;
    return self();
  }

  /** The same with CDK's own type. */
  public B sweepInterval(software.amazon.awscdk.Duration interval) {
    return sweepInterval(Durations.of(interval));
  }

  /** The issuer whose JSON Web Tokens are accepted in addition to API keys. */
  public B jwt(JwtSettings issuer) {
    this.jwt = Optional.of(issuer);
    return self();
  }

  /** Metrics, alarms and a dashboard. */
  public B observability(Observability chosen) {
    this.observability = chosen;
    return self();
  }

  /** The guardrails of Bedrock that models are called with. */
  public B guardrails(GuardrailSettings chosen) {
    this.guardrails = chosen;
    return self();
  }

  /** The service tiers and latencies that requests may ask for. */
  public B serviceTiers(ServiceTierSettings chosen) {
    this.serviceTiers = chosen;
    return self();
  }

  /** Whether prompts are cached whose callers have not asked for it. */
  public B promptCaching(PromptCaching chosen) {
    this.promptCaching = chosen;
    return self();
  }

  /** The VPC that the function reaches other services through, in its private subnets. */
  public B vpc(IVpc chosen) {
    return vpc(VpcSettings.of(chosen));
  }

  /** The VPC, subnets and security groups that the function reaches other services through. */
  public B vpc(VpcSettings chosen) {
    this.vpc = Optional.of(chosen);
    return self();
  }

  /**
   * A customer-managed key for what the construct creates: tables, log groups, queue and topics.
   * Tables and a log group that exist keep their own.
   */
  public B encryptionKey(IKey key) {
    this.encryptionKey = Optional.of(key);
    return self();
  }

  /**
   * An existing log group for the function; its retention, key and removal policy stay as they are.
   */
  public B logGroup(ILogGroup existing) {
    this.logGroup = Optional.of(existing);
    return self();
  }

  /** An existing topic for alarms and for thresholds of customers' budgets. */
  public B alarmTopic(ITopic existing) {
    this.alarmTopic = Optional.of(existing);
    return self();
  }

  /**
   * An existing queue for asynchronous invocations that failed and that the function could not
   * finish. Its messages contain prompts.
   */
  public B deadLetterQueue(IQueue existing) {
    this.deadLetterQueue = Optional.of(existing);
    return self();
  }

  /**
   * What becomes of customers, API keys, usage, prices and the function's log when they leave the
   * stack: {@code RETAIN}, or {@code DESTROY} for a trial, without deletion protection.
   */
  public B removalPolicy(RemovalPolicy policy) {
    this.removalPolicy = policy;
    return self();
  }

  /** Checks the properties. */
  StreambedProps props() {
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
        cloudFront,
        logRetention,
        sweepInterval,
        jwt,
        observability,
        guardrails,
        serviceTiers,
        promptCaching,
        vpc,
        encryptionKey,
        logGroup,
        alarmTopic,
        deadLetterQueue,
        removalPolicy);
  }
}
