package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatewayRoleTest {
  private static final String MODEL =
      " arn:<AWS::Partition>:bedrock:<AWS::Region>::foundation-model/" + Samples.MODEL;

  @Test
  void mayDoThisAndNothingElse() {
    assertThat(Permissions.of(Samples.LEAST.only("AWS::IAM::Policy")))
        .containsExactlyInAnyOrder(
            "Allow logs:CreateLogStream " + logGroup(),
            "Allow logs:PutLogEvents " + logGroup(),
            "Allow dynamodb:GetItem " + table("Customers"),
            "Allow dynamodb:GetItem " + table("ApiKeys"),
            "Allow dynamodb:UpdateItem " + table("Limits"),
            "Allow dynamodb:PutItem " + table("Usage"),
            "Allow dynamodb:GetItem " + table("Sessions"),
            "Allow dynamodb:PutItem " + table("Sessions"),
            "Allow dynamodb:UpdateItem " + table("Sessions"),
            "Allow dynamodb:DeleteItem " + table("Sessions"),
            "Allow bedrock:InvokeModel" + MODEL,
            "Allow bedrock:InvokeModelWithResponseStream" + MODEL);
  }

  @Test
  void hasNoPolicyBesideThatOne() {
    var role = Samples.LEAST.only("AWS::IAM::Role");
    assertThat(role.properties().has("ManagedPolicyArns")).isFalse();
    assertThat(role.properties().has("Policies")).isFalse();
    assertThat(Samples.LEAST.only("AWS::IAM::Policy").texts("/Roles"))
        .containsExactly("<" + role.id() + ">");
  }

  @Test
  void onlyLambdaMayAssumeIt() {
    var statements =
        Resource.elements(
            Samples.LEAST
                .only("AWS::IAM::Role")
                .properties()
                .at("/AssumeRolePolicyDocument/Statement"));
    assertThat(statements).hasSize(1);
    assertThat(statements.getFirst().at("/Principal").toString())
        .isEqualTo("{\"Service\":\"lambda.amazonaws.com\"}");
  }

  @Test
  void theFunctionWaitsForItsPolicy() {
    assertThat(Samples.LEAST.only("AWS::Lambda::Function").dependsOn())
        .contains(Samples.LEAST.only("AWS::IAM::Policy").id());
  }

  @Test
  void tracingAddsTheTwoActionsOfXRay() {
    var traced =
        Samples.of(
            Samples.least().toBuilder()
                .function(FunctionSettings.DEFAULTS.withTracing(true))
                .build());
    var untraced = Permissions.of(Samples.LEAST.only("AWS::IAM::Policy"));
    assertThat(Permissions.of(traced.only("AWS::IAM::Policy")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    untraced.stream(),
                    Stream.of("Allow xray:PutTraceSegments *", "Allow xray:PutTelemetryRecords *"))
                .toList());
  }

  private static String logGroup() {
    return "<" + Samples.LEAST.named("AWS::Logs::LogGroup", "Gateway").id() + ".Arn>";
  }

  private static String table(String name) {
    return "<" + Samples.LEAST.named("AWS::DynamoDB::GlobalTable", name).id() + ".Arn>";
  }
}
