package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.BasePathMapping;
import software.amazon.awscdk.services.apigateway.CorsOptions;
import software.amazon.awscdk.services.apigateway.DomainName;
import software.amazon.awscdk.services.apigateway.EndpointConfiguration;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.IResource;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.Method;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.SecurityPolicy;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/**
 * The REST API of a {@link StreambedFunction}: its routes, preflights, error responses and access
 * log, as the function's properties say.
 */
public final class StreambedRestApi extends Construct {
  private static final String STAGE = "prod";

  private final RestApi api;
  private final Optional<DomainName> domain;
  private final String url;

  /**
   * Creates the REST API, in the function's stack or in another.
   *
   * @throws IllegalArgumentException if the function was made without {@link FrontDoor#REST_API}
   */
  public StreambedRestApi(Construct scope, String id, StreambedFunction function) {
    super(scope, id);
    function.requireMadeFor(FrontDoor.REST_API);
    var props = function.props();
    var cors = new CorsPolicy(props.allowedOrigins());
    this.api = create(stage(props));
    RestRoute.ALL.forEach(route -> add(route, function.alias(), props.function()));
    preflightMethods().forEach((path, methods) -> addPreflight(path, methods, cors));
    ApiGatewayErrors.addAllTo(api, cors);
    this.domain = props.restApi().domain().map(this::map);
    this.url = props.restApi().domain().map(CustomDomain::httpsUrl).orElseGet(api::getUrl);
    acceptFindings(props);
    function.apiLogging().add(this, api.getDeploymentStage(), props.restApi().accessLogs());
  }

  /** The REST API, for example for AWS WAF. */
  public RestApi api() {
    return api;
  }

  /** The URL for callers, ending in a slash: that of its custom domain, or with its stage. */
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
        BasePathMapping.Builder.create(this, "DomainMapping")
            .domainName(name)
            .restApi(api)
            .stage(api.getDeploymentStage());
    chosen.basePath().ifPresent(mapping::basePath);
    mapping.build();
    return name;
  }

  private RestApi create(StageOptions stage) {
    var api =
        RestApi.Builder.create(this, "Api")
            // CloudWatch distinguishes REST APIs only by name.
            .restApiName(UniqueName.ofApi(this))
            .description(FrontDoor.DESCRIPTION)
            // The idle timeout of an edge-optimized API is 30 seconds, that of a regional one 5
            // minutes.
            .endpointConfiguration(
                EndpointConfiguration.builder().types(List.of(EndpointType.REGIONAL)).build())
            .cloudWatchRole(false)
            .deployOptions(stage)
            .build();
    // Every RestApi adds an output, which would appear in the stack that uses the construct.
    api.getNode().tryRemoveChild("Endpoint");
    return api;
  }

  private StageOptions stage(StreambedProps props) {
    var stage =
        StageOptions.builder()
            .stageName(STAGE)
            .throttlingRateLimit(props.restApi().requestsPerSecond())
            .throttlingBurstLimit(props.restApi().burst())
            .tracingEnabled(props.function().tracing());
    if (props.restApi().accessLogs() != AccessLogs.OFF) {
      new ApiAccessLog(this, "AccessLog", props).describe(stage);
    }
    return stage.build();
  }

  private void add(RestRoute route, Alias live, FunctionSettings function) {
    var integration =
        LambdaIntegration.Builder.create(live)
            .responseTransferMode(route.mode())
            .timeout(Duration.seconds(route.timeout(function.timeout()).toSeconds()))
            // One permission for the API instead of two per method, one of which is for the
            // console.
            .scopePermissionToMethod(false)
            .build();
    var method = resource(route.path()).addMethod(route.method(), integration);
    acceptOpenMethod(method);
  }

  // CDK's Java binding cannot hand out the root by its path.
  private IResource resource(String path) {
    return path.equals("/") ? api.getRoot() : api.getRoot().resourceForPath(path);
  }

  private static Map<String, List<String>> preflightMethods() {
    return RestRoute.ALL.stream()
        .collect(
            Collectors.groupingBy(
                RestRoute::path,
                TreeMap::new,
                Collectors.mapping(RestRoute::method, Collectors.toList())));
  }

  private void addPreflight(String path, List<String> methods, CorsPolicy cors) {
    if (cors.isOff()) {
      return;
    }
    resource(path)
        .addCorsPreflight(
            CorsOptions.builder()
                .allowOrigins(cors.origins())
                .allowMethods(Stream.concat(methods.stream(), Stream.of("OPTIONS")).toList())
                .allowHeaders(CorsPolicy.REQUEST_HEADERS)
                .maxAge(Duration.seconds(CorsPolicy.MAX_AGE.toSeconds()))
                .build());
  }

  private static void acceptOpenMethod(Method method) {
    var reason = "Callers carry tokens of their own, which the function checks; health is open";
    NagAcknowledgment.accept(method, "AwsSolutions-APIG4", reason);
    NagAcknowledgment.accept(method, "AwsSolutions-COG4", reason);
  }

  private void acceptFindings(StreambedProps props) {
    var stage = api.getDeploymentStage();
    NagAcknowledgment.accept(
        api,
        "AwsSolutions-APIG2",
        "Bodies are those of many model families; the function checks them and names what is wrong");
    NagAcknowledgment.accept(
        stage,
        "AwsSolutions-APIG6",
        "Execution logs hold request bodies, which are people's prompts");
    NagAcknowledgment.accept(
        stage, "AwsSolutions-APIG3", "The team attaches its own web ACL: the API is an accessor");
    if (!props.function().tracing()) {
      NagAcknowledgment.accept(stage, "Serverless-APIGWXrayEnabled", "The team chose no tracing");
    }
    if (props.restApi().accessLogs() == AccessLogs.OFF) {
      ApiAccessLog.acceptAbsence(stage);
    }
  }
}
