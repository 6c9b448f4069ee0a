package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.AccessLogField;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The REST API's access log: one JSON line for each request, also for those that never reach the
 * function. It holds no body and no header, so no prompt and no token.
 */
final class AccessLog extends Construct {
  private static final List<Map.Entry<String, String>> FIELDS =
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

  private final LogGroup group;

  AccessLog(Construct scope, String id, RetentionDays retention) {
    super(scope, id);
    this.group =
        LogGroup.Builder.create(this, "Logs")
            .retention(retention)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
  }

  /** Makes a stage write here. */
  void describe(StageOptions.Builder stage) {
    stage.accessLogDestination(new LogGroupLogDestination(group)).accessLogFormat(format());
  }

  private static AccessLogFormat format() {
    return AccessLogFormat.custom(
        FIELDS.stream()
            .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
            .collect(Collectors.joining(",", "{", "}")));
  }
}
