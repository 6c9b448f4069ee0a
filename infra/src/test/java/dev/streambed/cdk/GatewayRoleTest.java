package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatewayRoleTest {
  private static final String MODEL =
      " arn:<AWS::Partition>:bedrock:<AWS::Region>::foundation-model/" + SampleProps.MODEL;

  @Test
  void mayDoThisAndNothingElse() {
    assertThat(Permissions.of(policy(SampleProps.LEAST)))
        .containsExactlyInAnyOrder(
            "Allow logs:CreateLogStream " + logGroup(),
            "Allow logs:PutLogEvents " + logGroup(),
            "Allow dynamodb:GetItem " + table("Customers"),
            "Allow dynamodb:GetItem " + table("ApiKeys"),
            "Allow dynamodb:PutItem " + table("ApiKeys"),
            "Allow dynamodb:UpdateItem " + table("ApiKeys"),
            "Allow dynamodb:GetItem " + table("Limits"),
            "Allow dynamodb:UpdateItem " + table("Limits"),
            "Allow dynamodb:Scan " + table("Limits"),
            "Allow dynamodb:PutItem " + table("Usage"),
            "Allow dynamodb:Query " + table("Usage"),
            "Allow dynamodb:GetItem " + table("Prices"),
            "Allow dynamodb:Query " + table("Prices"),
            "Allow dynamodb:GetItem " + table("Sessions"),
            "Allow dynamodb:PutItem " + table("Sessions"),
            "Allow dynamodb:UpdateItem " + table("Sessions"),
            "Allow dynamodb:DeleteItem " + table("Sessions"),
            "Allow dynamodb:Query " + table("Sessions"),
            "Allow sqs:SendMessage <" + SampleProps.LEAST.only("AWS::SQS::Queue").id() + ".Arn>",
            "Allow sns:Publish <" + SampleProps.LEAST.only("AWS::SNS::Topic").id() + ">",
            "Allow bedrock:InvokeModel" + MODEL,
            "Allow bedrock:InvokeModelWithResponseStream" + MODEL,
            "Allow bedrock:CountTokens" + MODEL);
  }

  @Test
  void mayApplyTheChosenGuardrailsAndNoOther() {
    var template =
        SampleProps.of(
            SampleProps.least().toBuilder()
                .guardrails(
                    GuardrailSettings.DEFAULTS
                        .withEnforced(DeploymentGuardrail.of("gr1", "3"))
                        .withCustomers("gr2", "gr1")
                        .withProfile("us.guardrail.v1:0"))
                .build());
    var mine = "arn:<AWS::Partition>:bedrock:<AWS::Region>:<AWS::AccountId>:guardrail/";
    assertThat(Permissions.of(policy(template)))
        .filteredOn(line -> line.contains("ApplyGuardrail"))
        .containsExactlyInAnyOrder(
            "Allow bedrock:ApplyGuardrail " + mine + "gr1",
            "Allow bedrock:ApplyGuardrail " + mine + "gr2",
            "Allow bedrock:ApplyGuardrail arn:<AWS::Partition>:bedrock:*:<AWS::AccountId>:"
                + "guardrail-profile/us.guardrail.v1:0");
  }

  @Test
  void mayInvokeItselfAndPostToConnectionsOfTheOneStageByAPolicyOfItsOwn() {
    var alias = SampleProps.LEAST.named("AWS::Lambda::Alias", "LiveAlias").id();
    var api = SampleProps.LEAST.only("AWS::ApiGatewayV2::Api").id();
    assertThat(Permissions.of(webSocketPolicy()))
        .containsExactlyInAnyOrder(
            "Allow lambda:InvokeFunction <" + alias + ">",
            "Allow execute-api:ManageConnections arn:<AWS::Partition>:execute-api:<AWS::Region>:"
                + ("<AWS::AccountId>:<" + api + ">/prod/POST/@connections/*"));
  }

  @Test
  void theFunctionDoesNotWaitForThePolicyThatNamesItsAlias() {
    assertThat(SampleProps.LEAST.only("AWS::Lambda::Function").dependsOn())
        .doesNotContain(webSocketPolicy().id());
  }

  @Test
  void withoutAWebSocketItMayDoNothingForOne() {
    var template =
        SampleProps.of(
            SampleProps.least().toBuilder()
                .frontDoors(FrontDoor.FUNCTION_URL, FrontDoor.REST_API)
                .build());
    var permissions = Permissions.of(template.only("AWS::IAM::Policy"));
    assertThat(permissions)
        .isNotEmpty()
        .noneMatch(line -> line.matches("Allow (sqs|sns|lambda|execute-api):.*"))
        .noneMatch(line -> line.startsWith("Allow dynamodb:Query <StreambedTablesSessions"))
        .anyMatch(line -> line.startsWith("Allow dynamodb:UpdateItem <StreambedTablesSessions"));
  }

  @Test
  void hasNoPolicyBesideTheseTwo() {
    var role = SampleProps.LEAST.only("AWS::IAM::Role");
    assertThat(role.properties().has("ManagedPolicyArns")).isFalse();
    assertThat(role.properties().has("Policies")).isFalse();
    assertThat(SampleProps.LEAST.all("AWS::IAM::Policy"))
        .hasSize(2)
        .allSatisfy(
            policy -> assertThat(policy.texts("/Roles")).containsExactly("<" + role.id() + ">"));
  }

  @Test
  void onlyLambdaMayAssumeIt() {
    var statements =
        Resource.elements(
            SampleProps.LEAST
                .only("AWS::IAM::Role")
                .properties()
                .at("/AssumeRolePolicyDocument/Statement"));
    assertThat(statements).hasSize(1);
    assertThat(statements.getFirst().at("/Principal").toString())
        .isEqualTo("{\"Service\":\"lambda.amazonaws.com\"}");
  }

  @Test
  void theFunctionWaitsForItsPolicy() {
    assertThat(SampleProps.LEAST.only("AWS::Lambda::Function").dependsOn())
        .contains(policy(SampleProps.LEAST).id());
  }

  @Test
  void tracingAddsTheTwoActionsOfXRay() {
    var traced =
        SampleProps.of(
            SampleProps.least().toBuilder()
                .function(FunctionSettings.DEFAULTS.withTracing(true))
                .build());
    var untraced = Permissions.of(policy(SampleProps.LEAST));
    assertThat(Permissions.of(policy(traced)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    untraced.stream(),
                    Stream.of("Allow xray:PutTraceSegments *", "Allow xray:PutTelemetryRecords *"))
                .toList());
  }

  private static Resource policy(Template template) {
    return template.named("AWS::IAM::Policy", "RoleDefaultPolicy");
  }

  private static Resource webSocketPolicy() {
    return SampleProps.LEAST.named("AWS::IAM::Policy", "WebSocketAccess");
  }

  private static String logGroup() {
    return "<" + SampleProps.LEAST.named("AWS::Logs::LogGroup", "Gateway").id() + ".Arn>";
  }

  private static String table(String name) {
    return "<" + SampleProps.LEAST.named("AWS::DynamoDB::GlobalTable", name).id() + ".Arn>";
  }
}
