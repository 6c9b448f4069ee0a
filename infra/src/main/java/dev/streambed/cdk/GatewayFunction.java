package dev.streambed.cdk;

import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.RecursiveLoop;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** The Lambda function with its alias, role and log group. */
final class GatewayFunction extends Construct {
  private static final String HANDLER = "dev.streambed.gateway.Main";

  private final Role role;
  private final ILogGroup logGroup;
  private final Function function;
  private final Optional<InstanceCapacity> instances;
  private final LiveAlias live;
  private final GatewayMetrics metrics;

  GatewayFunction(Construct scope, String id, StreambedProps props, GatewayTables tables) {
    super(scope, id);
    this.role = createRole();
    this.logGroup = logGroup(props);
    this.function = function(props);
    this.instances =
        props
            .function()
            .managedInstances()
            .map(chosen -> new InstanceCapacity(this, "Instances", chosen, function, props));
    if (hasNetworkInterfaces(props)) {
      new NetworkInterfaceAccess(this, "NetworkInterfaces", role, function);
    }
    new TableAccess(function).allow(tables, props);
    BedrockAccess.to(
            props.models(), props.modelAliases().values(), props.guardrails(), Stack.of(this))
        .allow(role);
    new GuardrailArns(props.guardrails(), Stack.of(this)).allow(role);
    this.metrics = new GatewayMetrics(scope);
    if (props.observability().metrics()) {
      function.addEnvironment(GatewayEnvironment.METRICS_NAMESPACE, metrics.namespace());
    }
    this.live = new LiveAlias(this, "Live", function, props);
    acceptFindings(props);
    if (!GatewayEnvironment.of(props).containsKey(GatewayEnvironment.MODELS)) {
      Annotations.of(this)
          .addWarningV2(
              "streambed:modelsNotListed",
              "The chosen models do not fit into the function's environment: GET /models lists only"
                  + " the models of customers with a list of their own");
    }
  }

  Function function() {
    return function;
  }

  Alias live() {
    return live.alias();
  }

  Optional<IQueue> deadLetters() {
    return live.deadLetters();
  }

  Role role() {
    return role;
  }

  ILogGroup logGroup() {
    return logGroup;
  }

  GatewayMetrics metrics() {
    return metrics;
  }

  /** The instances that it runs on; absent where Lambda has its own. */
  Optional<InstanceCapacity> instances() {
    return instances;
  }

  private Role createRole() {
    return Role.Builder.create(this, "Role")
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .description(
            "Streambed: the chosen models, single actions on single tables, its own log group")
        .build();
  }

  private ILogGroup logGroup(StreambedProps props) {
    var group = props.logGroup().orElseGet(() -> newLogGroup(props));
    group.grantWrite(role);
    return group;
  }

  private LogGroup newLogGroup(StreambedProps props) {
    var builder =
        LogGroup.Builder.create(this, "Logs")
            .retention(props.logRetention())
            // Usage lines are evidence for bills: they are retained with the log group and expire
            // by its retention.
            .removalPolicy(props.removalPolicy());
    props
        .encryptionKey()
        .ifPresent(key -> {
          new EncryptionKeyPolicy(this, key).allowLogs();
          builder.encryptionKey(key);
        });
    return builder.build();
  }

  private Function function(StreambedProps props) {
    var settings = props.function();
    var runtime = DeployedRuntime.of(settings.runtime());
    var builder =
        Function.Builder.create(this, id(settings))
            .description("Streambed: the gateway in front of Amazon Bedrock")
            .runtime(runtime.lambdaRuntime())
            .architecture(settings.architecture())
            .handler(HANDLER)
            .code(Code.fromAsset(runtime.zip(settings.architecture()).toString()))
            .environment(GatewayEnvironment.of(props))
            .memorySize(settings.memoryMebibytes())
            .timeout(Duration.seconds(settings.timeout().toSeconds()))
            .tracing(settings.tracing() ? Tracing.ACTIVE : Tracing.DISABLED)
            .role(role)
            .logGroup(logGroup)
            // The function writes JSON itself, and for Lambda's format JSON what Lambda looks for.
            .loggingFormat(settings.loggingFormat())
            // An answer on a WebSocket connection invokes the function again on purpose; a longer
            // loop is an error.
            .recursiveLoop(RecursiveLoop.TERMINATE)
            .currentVersionOptions(oldVersions(settings));
    if (settings.loggingFormat() == LoggingFormat.JSON) {
      // Those of START and REPORT are larger than in the text format, and say nothing of an answer
      // that its usage line does not.
      builder.systemLogLevelV2(SystemLogLevel.WARN);
    }
    if (runtime.hasSnapStart()) {
      builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
    }
    settings.reservedConcurrency().ifPresent(builder::reservedConcurrentExecutions);
    if (hasNetworkInterfaces(props)) {
      connect(builder, props.vpc().orElseThrow());
    }
    return builder.build();
  }

  /** Lambda moves no function onto Managed Instances, and none from there: it is another one. */
  private static String id(FunctionSettings settings) {
    return settings.managedInstances().isPresent() ? "InstancesFunction" : "Function";
  }

  /** Managed Instances have the network, and not the function. */
  private static boolean hasNetworkInterfaces(StreambedProps props) {
    return props.vpc().isPresent() && props.function().managedInstances().isEmpty();
  }

  private static void connect(Function.Builder builder, VpcSettings chosen) {
    builder.vpc(chosen.vpc());
    chosen.subnets().ifPresent(builder::vpcSubnets);
    if (!chosen.securityGroups().isEmpty()) {
      builder.securityGroups(chosen.securityGroups());
    }
  }

  /**
   * An answer runs for up to 15 minutes, longer than a deployment that replaces its version. On
   * Managed Instances each version has environments that are billed until it is deleted.
   */
  private static VersionOptions oldVersions(FunctionSettings settings) {
    return VersionOptions.builder()
        .removalPolicy(
            settings.managedInstances().isPresent() ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN)
        .build();
  }

  private void acceptFindings(StreambedProps props) {
    if (props.function().tracing() || hasNetworkInterfaces(props)) {
      NagAcknowledgment.acceptWildcard(
          role, "*", "X-Ray has no resources to name, and network interfaces do not exist yet");
    }
    if (props.logGroup().isPresent()) {
      NagAcknowledgment.acceptWildcard(
          role, logGroup.getLogGroupArn(), "The streams of the one log group");
    }
    if (!props.function().tracing()) {
      NagAcknowledgment.accept(function, "Serverless-LambdaTracing", "The team chose no tracing");
    }
  }
}
