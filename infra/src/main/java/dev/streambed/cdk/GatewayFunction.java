package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.RecursiveLoop;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The one Lambda behind its alias, its role and its log group. */
final class GatewayFunction extends Construct {
  private static final String HANDLER = "dev.streambed.gateway.Main";
  private static final String ALIAS = "live";

  private final Role role;
  private final LogGroup logGroup;
  private final Function function;
  private final Alias live;

  GatewayFunction(Construct scope, String id, StreambedProps props, GatewayTables tables) {
    super(scope, id);
    this.role = role();
    this.logGroup = logGroup(props);
    this.function = function(props);
    useTables(tables);
    BedrockAccess.to(props.models(), Stack.of(this)).allow(role);
    this.live = alias();
    acceptFindings(props.function());
  }

  Function function() {
    return function;
  }

  Alias live() {
    return live;
  }

  LogGroup logGroup() {
    return logGroup;
  }

  private Role role() {
    return Role.Builder.create(this, "Role")
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .description(
            "Streambed: the chosen models, single actions on single tables, its own log group")
        .build();
  }

  private LogGroup logGroup(StreambedProps props) {
    var group =
        LogGroup.Builder.create(this, "Logs")
            .retention(props.logRetention())
            // Usage lines are evidence for bills; they outlive the stack and end by retention.
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    group.grantWrite(role);
    return group;
  }

  private Function function(StreambedProps props) {
    var settings = props.function();
    var builder =
        Function.Builder.create(this, "Function")
            .description("Streambed: the gateway in front of Amazon Bedrock")
            .runtime(Runtime.JAVA_25)
            .architecture(settings.architecture())
            .handler(HANDLER)
            .code(Code.fromAsset(FunctionZip.inUserCache().unpack().toString()))
            .environment(GatewayEnvironment.of(props))
            .memorySize(settings.memoryMebibytes())
            .timeout(Duration.seconds(settings.timeout().toSeconds()))
            .tracing(settings.tracing() ? Tracing.ACTIVE : Tracing.DISABLED)
            .role(role)
            .logGroup(logGroup)
            .loggingFormat(LoggingFormat.JSON)
            .applicationLogLevelV2(ApplicationLogLevel.INFO)
            .systemLogLevelV2(SystemLogLevel.WARN)
            .recursiveLoop(RecursiveLoop.TERMINATE)
            .currentVersionOptions(oldVersionsStay());
    settings.reservedConcurrency().ifPresent(builder::reservedConcurrentExecutions);
    return builder.build();
  }

  /** An answer runs for up to 15 minutes, longer than the deployment that replaces its version. */
  private static VersionOptions oldVersionsStay() {
    return VersionOptions.builder().removalPolicy(RemovalPolicy.RETAIN).build();
  }

  private void useTables(GatewayTables tables) {
    use(tables.customers(), GatewayEnvironment.CUSTOMERS_TABLE, "dynamodb:GetItem");
    use(tables.apiKeys(), GatewayEnvironment.API_KEYS_TABLE, "dynamodb:GetItem");
    use(tables.limits(), GatewayEnvironment.LIMITS_TABLE, "dynamodb:UpdateItem");
    use(tables.usage(), GatewayEnvironment.USAGE_TABLE, "dynamodb:PutItem");
    use(
        tables.sessions(),
        GatewayEnvironment.SESSIONS_TABLE,
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem");
  }

  private void use(ITable table, String variable, String... actions) {
    function.addEnvironment(variable, table.getTableName());
    // Not table.grant(): it adds every index, and the function reads none.
    function.addToRolePolicy(
        PolicyStatement.Builder.create()
            .actions(List.of(actions))
            .resources(List.of(table.getTableArn()))
            .build());
  }

  private Alias alias() {
    return Alias.Builder.create(this, "Live")
        .aliasName(ALIAS)
        .version(function.getCurrentVersion())
        // Lambda would otherwise repeat a failed asynchronous answer twice, and Bedrock bill it.
        .retryAttempts(0)
        .build();
  }

  private void acceptFindings(FunctionSettings settings) {
    Finding.accept(
        function,
        "Serverless-LambdaDLQ",
        "The front doors invoke synchronously: a failed request is answered, never queued");
    Finding.accept(
        live,
        "Serverless-LambdaAsyncFailureDestination",
        "The front doors invoke synchronously; the configuration only forbids repeating");
    if (settings.tracing()) {
      Finding.acceptWildcard(role, "*", "X-Ray has no resources to name");
    } else {
      Finding.accept(function, "Serverless-LambdaTracing", "The team chose no tracing");
    }
  }
}
