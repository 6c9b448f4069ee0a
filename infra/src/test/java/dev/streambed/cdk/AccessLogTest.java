package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class AccessLogTest {

  @Test
  void isOneJsonLineWithoutHeadersOrBodies() throws Exception {
    var stage = Samples.LEAST.only("AWS::ApiGateway::Stage");
    var group = Samples.LEAST.named("AWS::Logs::LogGroup", "AccessLog");
    assertThat(stage.text("/AccessLogSetting/DestinationArn"))
        .isEqualTo("<" + group.id() + ".Arn>");
    var format = stage.text("/AccessLogSetting/Format");
    assertThat(new ObjectMapper().readTree(format).properties())
        .extracting(field -> field.getKey())
        .containsExactly(
            "requestId",
            "requestTimeEpoch",
            "sourceIp",
            "httpMethod",
            "resourcePath",
            "status",
            "errorType",
            "responseLength",
            "responseLatency",
            "integrationLatency",
            "integrationStatus");
  }

  @Test
  void isKeptAsLongAsTheFunctionsLog() {
    var group = Samples.LEAST.named("AWS::Logs::LogGroup", "AccessLog");
    assertThat(group.text("/RetentionInDays")).isEqualTo("90");
    assertThat(group.json().path("DeletionPolicy").textValue()).isEqualTo("Delete");
  }

  @Test
  void leavesTheAccountsSettingsAloneUnlessAsked() {
    assertThat(Samples.LEAST.all("AWS::ApiGateway::Account")).isEmpty();
    assertThat(Samples.LEAST.all("AWS::IAM::Role")).hasSize(1);
  }

  @Test
  void bringsTheAccountsRoleBeforeTheStageAndLeavesItBehind() {
    var template = with(AccessLogs.ON_WITH_ACCOUNT_ROLE);
    var account = template.only("AWS::ApiGateway::Account");
    var role = template.named("AWS::IAM::Role", "LogRole");
    assertThat(account.text("/CloudWatchRoleArn")).isEqualTo("<" + role.id() + ".Arn>");
    assertThat(role.texts("/ManagedPolicyArns"))
        .containsExactly(
            "arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs");
    assertThat(account.json().path("DeletionPolicy").textValue()).isEqualTo("Retain");
    assertThat(role.json().path("DeletionPolicy").textValue()).isEqualTo("Retain");
    assertThat(template.only("AWS::ApiGateway::Stage").dependsOn()).contains(account.id());
  }

  @Test
  void canBeOff() {
    var template = with(AccessLogs.OFF);
    assertThat(template.only("AWS::ApiGateway::Stage").properties().has("AccessLogSetting"))
        .isFalse();
    assertThat(template.all("AWS::Logs::LogGroup")).hasSize(1);
  }

  private static Template with(AccessLogs logs) {
    return Samples.of(
        Samples.least().toBuilder().restApi(RestApiSettings.DEFAULTS.withAccessLogs(logs)).build());
  }
}
