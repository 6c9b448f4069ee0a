package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the deployer chooses beside the function: throttling, logs, budget, boundary. */
final class OperationParameters {
  private static final String APIS = "APIs";
  private static final String LOGS = "Logs and alarms";
  private static final String IAM = "IAM";
  private static final String RETENTION = "LogRetentionDays";
  private static final String RETENTION_PROPERTY = "RetentionInDays";
  private static final String RATE = "ThrottlingRateLimit";
  private static final String BURST = "ThrottlingBurstLimit";
  private static final String BUDGET = "DailyBudgetUsd";
  private static final String BOUNDARY = "PermissionsBoundaryArn";
  private static final String BOUNDARY_PROPERTY = "PermissionsBoundary";
  private static final int[] RETENTIONS = {
    0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653
  };

  private final Resources resources;
  private final ParameterSection section;

  OperationParameters(Resources resources, ParameterSection section) {
    this.resources = resources;
    this.section = section;
  }

  void addAll() {
    for (var stage : resources.properties("AWS::ApiGateway::Stage")) {
      var settings = (ObjectNode) stage.path("MethodSettings").path(0);
      addThrottling(settings, "RestApiRequestsPerSecond", "RestApiBurst", "REST API: requests");
    }
    for (var stage : resources.properties("AWS::ApiGatewayV2::Stage")) {
      var settings = (ObjectNode) stage.path("DefaultRouteSettings");
      addThrottling(
          settings, "WebSocketMessagesPerSecond", "WebSocketBurst", "WebSocket API: messages");
    }
    addRetention();
    new LogRoleParameter(resources, section).add(LOGS);
    addBudget();
    addBoundary();
  }

  private void addThrottling(ObjectNode settings, String rate, String burst, String what) {
    addLimit(settings, RATE, rate, what + " per second");
    addLimit(settings, BURST, burst, what + " at once");
  }

  private void addLimit(ObjectNode settings, String property, String parameter, String label) {
    var chosen = settings.path(property).asLong();
    var description = label + ", of all callers";
    section.add(APIS, parameter, label, ParameterSection.number(1, 1_000_000, chosen, description));
    settings.set(property, Json.ref(parameter));
  }

  private void addRetention() {
    var groups = logGroups();
    if (groups.isEmpty()) {
      return;
    }
    var declaration =
        Json.object()
            .put("Type", "Number")
            .put("Default", resources.propertiesOf(groups.first()).path(RETENTION_PROPERTY).asInt())
            .put("Description", "Days for which usage and access logs are kept; 0: for ever")
            .put("ConstraintDescription", "a retention of CloudWatch Logs, or 0");
    var values = declaration.putArray("AllowedValues");
    for (var days : RETENTIONS) {
      values.add(days);
    }
    section.add(LOGS, RETENTION, "Days that logs are kept", declaration);
    var condition = section.unless(RETENTION, "0");
    for (var group : groups) {
      resources
          .propertiesOf(group)
          .set(RETENTION_PROPERTY, Json.valueIf(condition, Json.ref(RETENTION)));
    }
  }

  /** Of the function and of its APIs. The group of failed deliveries of reports is another. */
  private SortedSet<String> logGroups() {
    var groups = new TreeSet<String>();
    for (var function : resources.properties("AWS::Lambda::Function")) {
      groups.add(function.at("/LoggingConfig/LogGroup/Ref").asText());
    }
    for (var type : Set.of("AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage")) {
      for (var stage : resources.properties(type)) {
        groups.add(stage.at("/AccessLogSetting/DestinationArn/Fn::GetAtt/0").asText());
        groups.add(stage.at("/AccessLogSettings/DestinationArn/Fn::GetAtt/0").asText());
      }
    }
    groups.removeIf(group -> !resources.section().has(group));
    return groups;
  }

  private void addBudget() {
    for (var alarm : resources.properties("AWS::CloudWatch::Alarm")) {
      if (alarm.path("MetricName").asText().equals("CostUsd")) {
        var description = "Dollars: an alarm when the answers of a day cost as much";
        var chosen = alarm.path("Threshold").asLong();
        section.add(
            LOGS,
            BUDGET,
            "Daily budget in dollars",
            ParameterSection.number(1, 100_000_000, chosen, description));
        alarm.set("Threshold", Json.ref(BUDGET));
      }
    }
  }

  private void addBoundary() {
    var roles =
        resources.properties("AWS::IAM::Role").stream()
            .filter(role -> !role.has(BOUNDARY_PROPERTY))
            .toList();
    if (roles.isEmpty()) {
      return;
    }
    section.add(
        IAM,
        BOUNDARY,
        "Permissions boundary",
        ParameterSection.text(
            "",
            "|arn:[a-z-]+:iam::([0-9]{12}|aws):policy/.+",
            "the ARN of a managed policy, or nothing",
            "The ARN of a policy that bounds every role of the stack; nothing: none"));
    var condition = section.unless(BOUNDARY, "");
    JsonNode value = Json.valueIf(condition, Json.ref(BOUNDARY));
    roles.forEach(role -> role.set(BOUNDARY_PROPERTY, value.deepCopy()));
  }
}
