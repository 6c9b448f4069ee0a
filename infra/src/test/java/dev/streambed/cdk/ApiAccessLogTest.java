package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiAccessLogTest {

  @Test
  void isOneJsonLineWithoutHeadersOrBodies() throws Exception {
    var stage = SampleProps.LEAST.only("AWS::ApiGateway::Stage");
    var group = SampleProps.LEAST.named("AWS::Logs::LogGroup", "RestApiAccessLog");
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
  void theWebSocketApiHasOneOfItsOwnWithoutHeadersOrBodies() throws Exception {
    var stage = SampleProps.LEAST.only("AWS::ApiGatewayV2::Stage");
    var group = SampleProps.LEAST.named("AWS::Logs::LogGroup", "WebSocketAccessLog");
    assertThat(stage.text("/AccessLogSettings/DestinationArn"))
        .isEqualTo("<" + group.id() + ".Arn>");
    var format = stage.text("/AccessLogSettings/Format");
    assertThat(new ObjectMapper().readTree(format).properties())
        .extracting(field -> field.getKey())
        .containsExactly(
            "requestId",
            "requestTimeEpoch",
            "sourceIp",
            "connectionId",
            "eventType",
            "routeKey",
            "status",
            "errorType",
            "integrationLatency",
            "integrationStatus");
  }

  @Test
  void isKeptAsLongAsTheFunctionsLog() {
    var groups =
        SampleProps.LEAST.all("AWS::Logs::LogGroup").stream()
            .filter(group -> group.id().contains("AccessLog"))
            .toList();
    assertThat(groups)
        .hasSize(2)
        .allSatisfy(group -> {
          assertThat(group.text("/RetentionInDays")).isEqualTo("90");
          assertThat(group.json().path("DeletionPolicy").textValue()).isEqualTo("Delete");
        });
  }

  @Test
  void leavesTheAccountsSettingsAloneUnlessAsked() {
    assertThat(SampleProps.LEAST.all("AWS::ApiGateway::Account")).isEmpty();
    assertThat(SampleProps.LEAST.all("AWS::IAM::Role")).hasSize(1);
  }

  @Test
  void bringsTheAccountsRoleBeforeTheStagesAndLeavesItBehind() {
    var template = with(AccessLogs.ON_WITH_ACCOUNT_ROLE, AccessLogs.ON_WITH_ACCOUNT_ROLE);
    var account = template.only("AWS::ApiGateway::Account");
    var role = template.named("AWS::IAM::Role", "LogRole");
    assertThat(account.text("/CloudWatchRoleArn")).isEqualTo("<" + role.id() + ".Arn>");
    assertThat(role.texts("/ManagedPolicyArns"))
        .containsExactly(
            "arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs");
    assertThat(account.json().path("DeletionPolicy").textValue()).isEqualTo("Retain");
    assertThat(role.json().path("DeletionPolicy").textValue()).isEqualTo("Retain");
    assertThat(template.only("AWS::ApiGateway::Stage").dependsOn()).contains(account.id());
    assertThat(template.only("AWS::ApiGatewayV2::Stage").dependsOn()).contains(account.id());
  }

  @Test
  void canBeOff() {
    var template = with(AccessLogs.OFF, AccessLogs.OFF);
    assertThat(template.only("AWS::ApiGateway::Stage").properties().has("AccessLogSetting"))
        .isFalse();
    assertThat(template.only("AWS::ApiGatewayV2::Stage").properties().has("AccessLogSettings"))
        .isFalse();
    assertThat(template.all("AWS::Logs::LogGroup")).hasSize(1);
  }

  @Test
  void theRoleServesAnApiThatOnlyLogs() {
    var template = with(AccessLogs.ON, AccessLogs.ON_WITH_ACCOUNT_ROLE);
    var account = template.only("AWS::ApiGateway::Account");
    assertThat(template.only("AWS::ApiGateway::Stage").dependsOn()).contains(account.id());
  }

  @ParameterizedTest
  @EnumSource(
      value = FrontDoor.class,
      names = {"REST_API", "WEB_SOCKET"})
  void aDoorThatIsNotThereBringsNoRole(FrontDoor absent) {
    var others = EnumSet.complementOf(EnumSet.of(absent)).toArray(FrontDoor[]::new);
    var template =
        SampleProps.of(
            settings(
                    absent == FrontDoor.REST_API ? AccessLogs.ON_WITH_ACCOUNT_ROLE : AccessLogs.ON,
                    absent == FrontDoor.WEB_SOCKET
                        ? AccessLogs.ON_WITH_ACCOUNT_ROLE
                        : AccessLogs.ON)
                .frontDoors(others)
                .build());
    assertThat(template.all("AWS::ApiGateway::Account")).isEmpty();
  }

  private static Template with(AccessLogs restApi, AccessLogs webSocket) {
    return SampleProps.of(settings(restApi, webSocket).build());
  }

  private static StreambedPropsBuilder settings(AccessLogs restApi, AccessLogs webSocket) {
    return SampleProps.least().toBuilder()
        .restApi(RestApiSettings.DEFAULTS.withAccessLogs(restApi))
        .webSocket(WebSocketSettings.DEFAULTS.withAccessLogs(webSocket));
  }
}
