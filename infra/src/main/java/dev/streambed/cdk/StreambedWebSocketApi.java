package dev.streambed.cdk;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.ApiMapping;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnRouteResponse;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.EndpointType;
import software.amazon.awscdk.services.apigatewayv2.SecurityPolicy;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApi;
import software.amazon.awscdk.services.apigatewayv2.WebSocketIntegration;
import software.amazon.awscdk.services.apigatewayv2.WebSocketIntegrationType;
import software.amazon.awscdk.services.apigatewayv2.WebSocketStage;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Permission;
import software.constructs.Construct;

/**
 * The WebSocket API of a {@link StreambedFunction}: its routes, stage and access log, as the
 * function's properties say, and the function's permissions to answer on it.
 */
public final class StreambedWebSocketApi extends Construct {
  static final String STAGE = "prod";

  /** API Gateway's limit. Work that takes longer runs in a separate invocation. */
  private static final int INTEGRATION_LIMIT_SECONDS = 29;

  private static final String DEFAULT_RESPONSE = "$default";

  private final WebSocketApi api;
  private final WebSocketStage stage;
  private final Optional<DomainName> domain;
  private final String url;

  /**
   * Creates the WebSocket API, in the function's stack or in another.
   *
   * @throws IllegalArgumentException if the function was made without {@link FrontDoor#WEB_SOCKET}
   */
  public StreambedWebSocketApi(Construct scope, String id, StreambedFunction function) {
    this(scope, id, function, false);
  }

  /**
   * As the public constructor.
   *
   * @param accessBeside whether the function's permissions are beside this construct, where
   *     deployed stacks of a {@link Streambed} have them, instead of below it
   */
  StreambedWebSocketApi(
      Construct scope, String id, StreambedFunction function, boolean accessBeside) {
    super(scope, id);
    function.requireMadeFor(FrontDoor.WEB_SOCKET);
    var live = function.alias();
    var props = function.props();
    this.api = createApi();
    var integration = integration(live);
    var routes = new Construct(this, "Routes");
    WebSocketRoute.ALL.forEach(route -> add(routes, route, integration));
    this.stage = createStage(props);
    // The stage deploys the API when it is created, and an API without routes cannot be deployed.
    stage.getNode().addDependency(routes);
    log(props);
    allowInvocation(live);
    this.domain = props.webSocket().domain().map(this::map);
    this.url = props.webSocket().domain().map(CustomDomain::webSocketUrl).orElseGet(stage::getUrl);
    new WebSocketAccess(
        accessBeside ? scope : this,
        accessBeside ? id + "Access" : "Access",
        function.gateway(),
        this);
    function.apiLogging().add(this, stage, props.webSocket().accessLogs());
  }

  /** The WebSocket API. */
  public WebSocketApi api() {
    return api;
  }

  /** Its stage. */
  public WebSocketStage stage() {
    return stage;
  }

  /** The URL for callers: that of its custom domain, or with its stage. */
  public String url() {
    return url;
  }

  /** The custom domain, for a DNS record; absent without one. */
  public Optional<DomainName> domain() {
    return domain;
  }

  private DomainName map(CustomDomain chosen) {
    var name =
        DomainName.Builder.create(this, "Domain")
            .domainName(chosen.name())
            .certificate(chosen.certificate())
            .endpointType(EndpointType.REGIONAL)
            .securityPolicy(SecurityPolicy.TLS_1_2)
            .build();
    var mapping =
        ApiMapping.Builder.create(this, "DomainMapping").domainName(name).api(api).stage(stage);
    chosen.basePath().ifPresent(mapping::apiMappingKey);
    mapping.build();
    return name;
  }

  private WebSocketApi createApi() {
    return WebSocketApi.Builder.create(this, "Api")
        .apiName(UniqueName.ofApi(this))
        .description(FrontDoor.DESCRIPTION + ", with a stop button")
        .routeSelectionExpression(WebSocketRoute.SELECTION)
        .build();
  }

  /** One for all routes, because CDK's own Lambda integration would permit only the first route. */
  private WebSocketIntegration integration(Alias live) {
    return WebSocketIntegration.Builder.create(this, "Integration")
        .webSocketApi(api)
        .integrationType(WebSocketIntegrationType.AWS_PROXY)
        .integrationMethod("POST")
        .integrationUri(invocationsOf(live))
        .timeout(Duration.seconds(INTEGRATION_LIMIT_SECONDS))
        .build();
  }

  private String invocationsOf(Alias live) {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("apigateway")
                .account("lambda")
                .resource("path/2015-03-31/functions")
                .resourceName(live.getFunctionArn() + "/invocations")
                .build());
  }

  private void add(Construct routes, WebSocketRoute route, WebSocketIntegration integration) {
    var builder =
        CfnRoute.Builder.create(routes, route.key())
            .apiId(api.getApiId())
            .routeKey(route.key())
            .authorizationType("NONE")
            .target("integrations/" + integration.getIntegrationId());
    if (route.isAnswered()) {
      builder.routeResponseSelectionExpression(DEFAULT_RESPONSE);
    }
    var created = builder.build();
    if (route.isAnswered()) {
      addResponse(created);
    }
    NagAcknowledgment.accept(
        created,
        "AwsSolutions-APIG4",
        "Callers carry tokens of their own, which the function checks when they connect");
  }

  private void addResponse(CfnRoute route) {
    CfnRouteResponse.Builder.create(route, "Response")
        .apiId(api.getApiId())
        .routeId(route.getRef())
        .routeResponseKey(DEFAULT_RESPONSE)
        .build();
  }

  private WebSocketStage createStage(StreambedProps props) {
    return WebSocketStage.Builder.create(this, "Stage")
        .webSocketApi(api)
        .stageName(STAGE)
        .autoDeploy(true)
        .throttle(
            ThrottleSettings.builder()
                .rateLimit(props.webSocket().messagesPerSecond())
                .burstLimit(props.webSocket().burst())
                .build())
        .build();
  }

  private void log(StreambedProps props) {
    var resource = requireNonNull((CfnStage) stage.getNode().getDefaultChild());
    if (props.webSocket().accessLogs() == AccessLogs.OFF) {
      ApiAccessLog.acceptAbsence(stage);
    } else {
      new ApiAccessLog(this, "AccessLog", props).describe(resource);
    }
  }

  private void allowInvocation(Alias live) {
    live.addPermission(
        "Invocation",
        Permission.builder()
            .scope(this)
            .principal(new ServicePrincipal("apigateway.amazonaws.com"))
            .sourceArn(api.arnForExecuteApiV2("*", STAGE))
            .build());
  }
}
