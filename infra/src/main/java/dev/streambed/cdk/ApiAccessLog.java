package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.AccessLogField;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The access log of one API: one JSON line for each request or message, including those that do not
 * reach the function. It contains no body and no header, and therefore no prompt and no API key.
 */
final class ApiAccessLog extends Construct {
  private static final List<Map.Entry<String, String>> OF_REQUESTS =
      List.of(
          Map.entry("requestId", AccessLogField.contextRequestId()),
          Map.entry("requestTimeEpoch", AccessLogField.contextRequestTimeEpoch()),
          Map.entry("sourceIp", AccessLogField.contextIdentitySourceIp()),
          Map.entry("httpMethod", AccessLogField.contextHttpMethod()),
          Map.entry("resourcePath", AccessLogField.contextResourcePath()),
          Map.entry("status", AccessLogField.contextStatus()),
          Map.entry("errorType", AccessLogField.contextErrorResponseType()),
          Map.entry("responseLength", AccessLogField.contextResponseLength()),
          Map.entry("responseLatency", AccessLogField.contextResponseLatency()),
          Map.entry("integrationLatency", AccessLogField.contextIntegrationLatency()),
          Map.entry("integrationStatus", AccessLogField.contextIntegrationStatus()));

  private static final List<Map.Entry<String, String>> OF_MESSAGES =
      List.of(
          Map.entry("requestId", AccessLogField.contextRequestId()),
          Map.entry("requestTimeEpoch", AccessLogField.contextRequestTimeEpoch()),
          Map.entry("sourceIp", AccessLogField.contextIdentitySourceIp()),
          Map.entry("connectionId", AccessLogField.contextConnectionId()),
          Map.entry("eventType", AccessLogField.contextEventType()),
          Map.entry("routeKey", AccessLogField.contextRouteKey()),
          Map.entry("status", AccessLogField.contextStatus()),
          Map.entry("errorType", AccessLogField.contextErrorResponseType()),
          Map.entry("integrationLatency", AccessLogField.contextIntegrationLatency()),
          Map.entry("integrationStatus", AccessLogField.contextIntegrationStatus()));

  private final LogGroup group;

  ApiAccessLog(Construct scope, String id, StreambedProps props) {
    super(scope, id);
    var builder =
        LogGroup.Builder.create(this, "Logs")
            .retention(props.logRetention())
            .removalPolicy(RemovalPolicy.DESTROY);
    props
        .encryptionKey()
        .ifPresent(key -> {
          new EncryptionKeyPolicy(this, key).allowLogs();
          builder.encryptionKey(key);
        });
    this.group = builder.build();
  }

  /** Configures the stage of a REST API to write this log. */
  void describe(StageOptions.Builder stage) {
    stage
        .accessLogDestination(new LogGroupLogDestination(group))
        .accessLogFormat(AccessLogFormat.custom(format(OF_REQUESTS)));
  }

  /** Configures the stage of a WebSocket API to write this log. */
  void describe(CfnStage stage) {
    stage.setAccessLogSettings(
        CfnStage.AccessLogSettingsProperty.builder()
            .destinationArn(group.getLogGroupArn())
            .format(format(OF_MESSAGES))
            .build());
  }

  /** Accepts cdk-nag's finding that a stage has no access log. */
  static void acceptAbsence(IConstruct stage) {
    var reason = "Chosen by the team: the account has no role for API Gateway's logs";
    NagAcknowledgment.accept(stage, "AwsSolutions-APIG1", reason);
    NagAcknowledgment.accept(stage, "Serverless-APIGWAccessLogging", reason);
  }

  private static String format(List<Map.Entry<String, String>> fields) {
    return fields.stream()
        .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
