package dev.streambed.cdk;

import java.util.Optional;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * The gateway's function without front doors: with its alias, role, log group and sweep, the
 * dead-letter queue for answers over WebSocket, and the topic for alarms and budgets. Without
 * tables among its properties it creates its own.
 *
 * <p>Its properties are those of a {@link Streambed}. {@link StreambedProps#frontDoors} says which
 * front doors are going to be attached, because the function's permissions and environment depend
 * on them: {@link StreambedFunctionUrl}, {@link StreambedRestApi} and {@link
 * StreambedWebSocketApi}, in the same stack or in others, which depend on the function's.
 */
public final class StreambedFunction extends Construct implements IStreambed {
  private final StreambedProps props;
  private final GatewayTables tables;
  private final GatewayFunction gateway;
  private final Optional<AlertTopic> alerts;
  private final ApiLogging apiLogging = new ApiLogging();

  /** Creates the function. */
  public StreambedFunction(Construct scope, String id, StreambedProps props) {
    super(scope, id);
    this.props = props;
    this.tables =
        props
            .tables()
            .orElseGet(() -> new StreambedTables(this, "Tables", props.tableSettings()).tables());
    this.gateway = new GatewayFunction(this, "Gateway", props, tables);
    this.alerts = props.observability().alarms() ? Optional.of(createTopic()) : Optional.empty();
    if (props.isSwept()) {
      new SweepSchedule(this, "Sweep", gateway.live(), props.sweepInterval());
    }
    EnvironmentSize.check(this, props, tables);
    SynthesisChecks.check(this, props, PricedModels.in(FunctionZip.inUserCache().unpack()));
  }

  /** The tables, with grants for operators and reports. */
  @Override
  public GatewayTables tables() {
    return tables;
  }

  /** The function. Callers invoke it through its alias. */
  public Function function() {
    return gateway.function();
  }

  /** The alias that every front door invokes. */
  @Override
  public Alias alias() {
    return gateway.live();
  }

  /** The log group of the function, which includes one usage line per request. */
  @Override
  public ILogGroup logGroup() {
    return gateway.logGroup();
  }

  /**
   * The dead-letter queue of asynchronous invocations that failed or never started and that the
   * function could not finish, including prompts; absent without the WebSocket API.
   */
  public Optional<IQueue> deadLetterQueue() {
    return gateway.deadLetters();
  }

  /**
   * The topic for alarms and for thresholds of customers' budgets, for subscriptions; absent
   * without alarms.
   */
  public Optional<ITopic> alarmTopic() {
    return alerts.map(AlertTopic::topic);
  }

  StreambedProps props() {
    return props;
  }

  GatewayFunction gateway() {
    return gateway;
  }

  Optional<AlertTopic> alerts() {
    return alerts;
  }

  ApiLogging apiLogging() {
    return apiLogging;
  }

  /** Refuses a front door that the function was not made for. */
  void requireMadeFor(FrontDoor door) {
    PropsCheck.that(
        props.has(door),
        "frontDoors: choose " + door + " among those of the StreambedFunction as well");
  }

  private AlertTopic createTopic() {
    var topic = new AlertTopic(this, "Alerts", props.alarmTopic(), props.encryptionKey());
    topic.allow(gateway.function());
    return topic;
  }

  /**
   * Builder of a {@link StreambedFunction}; the methods are those of {@link StreambedPropsBuilder}.
   */
  public static final class Builder extends PropsChoices<Builder>
      implements software.amazon.jsii.Builder<StreambedFunction> {
    private final Construct scope;
    private final String id;

    private Builder(Construct scope, String id) {
      this.scope = scope;
      this.id = id;
    }

    /** Starts with the defaults; the models must be set. */
    public static Builder create(Construct scope, String id) {
      return new Builder(scope, id);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Checks the properties and creates the function.
     *
     * @throws IllegalArgumentException naming the invalid property
     */
    @Override
    public StreambedFunction build() {
      return new StreambedFunction(scope, id, props());
    }
  }
}
