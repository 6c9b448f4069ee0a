package dev.streambed.cdk;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awscdk.services.apigateway.DomainName;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApi;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * A gateway in front of Amazon Bedrock: one function with its front doors and six tables. It is put
 * together of {@link StreambedTables}, {@link StreambedFunction}, {@link StreambedFunctionUrl},
 * {@link StreambedRestApi} and {@link StreambedWebSocketApi}, which a team may also use by
 * themselves.
 *
 * <p>It does not depend on feature flags of the app, sets no physical names, and works in stacks
 * with and without a concrete account and region.
 */
public final class Streambed extends Construct implements IStreambed {
  private final List<String> modelIds;
  private final StreambedFunction function;
  private final Optional<StreambedFunctionUrl> functionUrl;
  private final Optional<StreambedRestApi> restApi;
  private final Optional<StreambedWebSocketApi> webSocket;

  /** Creates the resources that the properties ask for. */
  public Streambed(Construct scope, String id, StreambedProps props) {
    super(scope, id);
    this.modelIds = props.models().stream().map(BedrockModel::modelId).distinct().sorted().toList();
    // CDK leaves out `Default` where it makes up logical ids and names, so those of its resources
    // are what they would be without it.
    this.function = new StreambedFunction(this, "Default", props);
    if (props.bringsLogRole()) {
      // Beside the APIs, where deployed stacks have it.
      function.apiLogging().bringRole(this);
    }
    this.functionUrl =
        door(FrontDoor.FUNCTION_URL, () -> new StreambedFunctionUrl(this, "FunctionUrl", function));
    this.restApi = door(FrontDoor.REST_API, () -> new StreambedRestApi(this, "RestApi", function));
    this.webSocket =
        door(
            FrontDoor.WEB_SOCKET,
            () -> new StreambedWebSocketApi(this, "WebSocket", function, true));
    StreambedMonitoring.observe(this, function, metrics());
  }

  private <T> Optional<T> door(FrontDoor door, Supplier<T> create) {
    return function.props().has(door) ? Optional.of(create.get()) : Optional.empty();
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
    return functionUrl.map(StreambedFunctionUrl::url);
  }

  /**
   * The URL of the CloudFront distribution, ending in a slash: that of its first domain name, or
   * CloudFront's own; absent without a distribution.
   */
  public Optional<String> cloudFrontUrl() {
    return functionUrl.flatMap(StreambedFunctionUrl::cloudFrontUrl);
  }

  /** The CloudFront distribution, for DNS records, logs and restrictions; absent without one. */
  public Optional<Distribution> distribution() {
    return functionUrl.flatMap(StreambedFunctionUrl::distribution);
  }

  /**
   * The REST API's URL, ending in a slash: that of its custom domain, or with its stage; absent
   * without that front door.
   */
  public Optional<String> restUrl() {
    return restApi.map(StreambedRestApi::url);
  }

  /** The REST API, for example for AWS WAF; absent without that front door. */
  public Optional<RestApi> restApi() {
    return restApi.map(StreambedRestApi::api);
  }

  /** The REST API's custom domain, for a DNS record; absent without one. */
  public Optional<DomainName> restDomain() {
    return restApi.flatMap(StreambedRestApi::domain);
  }

  /**
   * The WebSocket API's URL: that of its custom domain, or with its stage; absent without that
   * front door.
   */
  public Optional<String> webSocketUrl() {
    return webSocket.map(StreambedWebSocketApi::url);
  }

  /** The WebSocket API's custom domain, for a DNS record; absent without one. */
  public Optional<software.amazon.awscdk.services.apigatewayv2.DomainName> webSocketDomain() {
    return webSocket.flatMap(StreambedWebSocketApi::domain);
  }

  /** The WebSocket API; absent without that front door. */
  public Optional<WebSocketApi> webSocketApi() {
    return webSocket.map(StreambedWebSocketApi::api);
  }

  /**
   * The dead-letter queue of asynchronous invocations that failed or never started and that the
   * function could not finish, including prompts; absent without the WebSocket API.
   */
  public Optional<IQueue> deadLetterQueue() {
    return function.deadLetterQueue();
  }

  /** The model ids that callers may use, in alphabetical order. */
  public List<String> modelIds() {
    return modelIds;
  }

  /** The tables, with grants for operators and reports. */
  @Override
  public GatewayTables tables() {
    return function.tables();
  }

  /** The function. Callers invoke it through its alias. */
  public Function function() {
    return function.function();
  }

  /** The alias that every front door invokes. */
  @Override
  public Alias alias() {
    return function.alias();
  }

  /** The log group of the function, which includes one usage line per request. */
  @Override
  public ILogGroup logGroup() {
    return function.logGroup();
  }

  /**
   * The topic for alarms and for thresholds of customers' budgets, for subscriptions; absent
   * without alarms.
   */
  public Optional<ITopic> alarmTopic() {
    return function.alarmTopic();
  }

  /** The metrics of the gateway. */
  public StreambedMetrics metrics() {
    return StreambedMetrics.of(function, restApi, webSocket);
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
