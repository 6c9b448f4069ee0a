package dev.streambed.cdk;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.apigateway.DomainName;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApi;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * A gateway in front of Amazon Bedrock: one function with its front doors and six tables.
 *
 * <p>It does not depend on feature flags of the app, sets no physical names, and works in stacks
 * with and without a concrete account and region.
 */
public final class Streambed extends Construct implements IStreambed {
  private final List<String> modelIds;
  private final GatewayTables tables;
  private final GatewayFunction gateway;
  private final Optional<FunctionUrl> functionUrl;
  private final Optional<FunctionUrlDistribution> cloudFront;
  private final Optional<StreamingRestApi> restApi;
  private final Optional<StreamingWebSocket> webSocket;
  private final Optional<AlertTopic> alerts;

  /** Creates the resources that the properties ask for. */
  public Streambed(Construct scope, String id, StreambedProps props) {
    super(scope, id);
    this.modelIds = props.models().stream().map(BedrockModel::modelId).distinct().sorted().toList();
    this.tables = props.tables().orElseGet(() -> newTables(props));
    this.gateway = new GatewayFunction(this, "Gateway", props, tables);
    this.functionUrl = functionUrl(props);
    this.cloudFront = cloudFront(props);
    this.restApi = restApi(props);
    this.webSocket = webSocket(props);
    this.alerts = alerts(props);
    if (props.observability().dashboard()) {
      new StreambedDashboard(this, "Dashboard", metrics(), props.observability());
    }
    if (props.isSwept()) {
      new SweepSchedule(this, "Sweep", gateway.live(), props.sweepInterval());
    }
    if (props.bringsLogRole()) {
      bringLogRole();
    }
    EnvironmentSize.check(this, props, tables);
    SynthesisChecks.check(this, props, PricedModels.in(gateway.zip()));
  }

  /**
   * A Streambed that another app or stack has deployed, for its grants and metrics. Nothing is
   * created.
   */
  public static IStreambed fromStreambedAttributes(
      Construct scope, String id, StreambedAttributes attributes) {
    return new ImportedStreambed(scope, id, attributes);
  }

  /** The Function URL, ending in a slash; absent without that front door. */
  public Optional<String> functionUrl() {
    return functionUrl.map(FunctionUrl::getUrl);
  }

  /**
   * The URL of the CloudFront distribution, ending in a slash: that of its first domain name, or
   * CloudFront's own; absent without a distribution.
   */
  public Optional<String> cloudFrontUrl() {
    return cloudFront.map(FunctionUrlDistribution::url);
  }

  /** The CloudFront distribution, for DNS records, logs and restrictions; absent without one. */
  public Optional<Distribution> distribution() {
    return cloudFront.map(FunctionUrlDistribution::distribution);
  }

  /**
   * The REST API's URL, ending in a slash: that of its custom domain, or with its stage; absent
   * without that front door.
   */
  public Optional<String> restUrl() {
    return restApi.map(StreamingRestApi::url);
  }

  /** The REST API, for example for AWS WAF; absent without that front door. */
  public Optional<RestApi> restApi() {
    return restApi.map(StreamingRestApi::api);
  }

  /** The REST API's custom domain, for a DNS record; absent without one. */
  public Optional<DomainName> restDomain() {
    return restApi.flatMap(StreamingRestApi::domain);
  }

  /**
   * The WebSocket API's URL: that of its custom domain, or with its stage; absent without that
   * front door.
   */
  public Optional<String> webSocketUrl() {
    return webSocket.map(StreamingWebSocket::url);
  }

  /** The WebSocket API's custom domain, for a DNS record; absent without one. */
  public Optional<software.amazon.awscdk.services.apigatewayv2.DomainName> webSocketDomain() {
    return webSocket.flatMap(StreamingWebSocket::domain);
  }

  /** The WebSocket API; absent without that front door. */
  public Optional<WebSocketApi> webSocketApi() {
    return webSocket.map(StreamingWebSocket::api);
  }

  /**
   * The dead-letter queue of asynchronous invocations that failed or never started and that the
   * function could not finish, including prompts; absent without the WebSocket API.
   */
  public Optional<IQueue> deadLetters() {
    return gateway.deadLetters();
  }

  /** The model ids that callers may use, in alphabetical order. */
  public List<String> modelIds() {
    return modelIds;
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
   * The topic for alarms and for thresholds of customers' budgets, for subscriptions; absent
   * without alarms.
   */
  public Optional<ITopic> topic() {
    return alerts.map(AlertTopic::topic);
  }

  /** The metrics of the gateway. */
  public StreambedMetrics metrics() {
    return new StreambedMetrics(
        gateway, tables, restApi(), webSocket.map(StreamingWebSocket::stage));
  }

  private GatewayTables newTables(StreambedProps props) {
    return new StreambedTables(this, "Tables", props.tableSettings()).tables();
  }

  private Optional<FunctionUrl> functionUrl(StreambedProps props) {
    if (!props.has(FrontDoor.FUNCTION_URL)) {
      return Optional.empty();
    }
    var cors = new CorsPolicy(props.allowedOrigins());
    return Optional.of(new StreamingFunctionUrl(this, "FunctionUrl", gateway.live(), cors).url());
  }

  private Optional<FunctionUrlDistribution> cloudFront(StreambedProps props) {
    return props
        .cloudFront()
        .flatMap(settings ->
            functionUrl.map(url -> new FunctionUrlDistribution(this, "CloudFront", url, settings)));
  }

  private Optional<StreamingRestApi> restApi(StreambedProps props) {
    if (!props.has(FrontDoor.REST_API)) {
      return Optional.empty();
    }
    return Optional.of(new StreamingRestApi(this, "RestApi", gateway.live(), props));
  }

  private Optional<StreamingWebSocket> webSocket(StreambedProps props) {
    if (!props.has(FrontDoor.WEB_SOCKET)) {
      return Optional.empty();
    }
    var door = new StreamingWebSocket(this, "WebSocket", gateway.live(), props);
    new WebSocketAccess(this, "WebSocketAccess", gateway, door);
    return Optional.of(door);
  }

  private Optional<AlertTopic> alerts(StreambedProps props) {
    if (!props.observability().alarms()) {
      return Optional.empty();
    }
    var topic = new AlertTopic(this, "Alerts", props.alarmTopic(), props.encryptionKey());
    topic.allow(gateway.function());
    new StreambedAlarms(this, "Alarms", topic, metrics(), props.observability());
    return Optional.of(topic);
  }

  /** One for all APIs, because the account has one; a stage with a log requires it. */
  private void bringLogRole() {
    var role = new ApiGatewayLogRole(this, "LogRole");
    restApi().ifPresent(api -> api.getDeploymentStage().getNode().addDependency(role));
    webSocket.ifPresent(door -> door.stage().getNode().addDependency(role));
  }

  /**
   * Builder of a {@link Streambed}, as CDK's constructs have one; the methods are those of {@link
   * StreambedPropsBuilder}.
   */
  public static final class Builder extends PropsChoices<Builder>
      implements software.amazon.jsii.Builder<Streambed> {
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
     * Checks the properties and creates the resources.
     *
     * @throws IllegalArgumentException naming the invalid property
     */
    @Override
    public Streambed build() {
      return new Streambed(scope, id, props());
    }
  }
}
