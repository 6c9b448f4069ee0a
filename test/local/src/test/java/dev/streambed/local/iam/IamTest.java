package dev.streambed.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IamTest {

  @TempDir private Path folder;
  private SampleAssembly assembly;

  @BeforeEach
  void synthesize() {
    assembly = SampleAssembly.in(folder);
  }

  @Test
  void givesAFunctionItsRolesPermissionsAndNoOthers() {
    Deployment deployment = read();
    Iam iam = Iam.of(deployment);
    String key = iam.assume(role(deployment), "f").accessKeyId();
    String customers = table(deployment, "Customers");
    assertThat(iam.decide(key, new AccessRequest("dynamodb:GetItem", customers)))
        .isInstanceOf(Decision.Allowed.class);
    assertThat(iam.decide(key, new AccessRequest("dynamodb:Scan", customers)))
        .isInstanceOf(Decision.Denied.class);
    assertThat(iam.principal(key)).matches("arn:aws:sts::1:assumed-role/service-Role-[A-Z0-9]+/f");
  }

  @Test
  void tellsFunctionsApartByTheirKeys() {
    Deployment deployment = read();
    Iam iam = Iam.of(deployment);
    Credentials one = iam.assume(role(deployment), "one");
    Credentials two = iam.assume(role(deployment), "two");
    assertThat(one.accessKeyId()).startsWith("ASIA").isNotEqualTo(two.accessKeyId());
    assertThat(iam.credentials(one.accessKeyId())).contains(one);
    assertThat(iam.credentials("ASIAUNKNOWN")).isEmpty();
    assertThat(iam.decide("ASIAUNKNOWN", new AccessRequest("a:B", "r")))
        .isInstanceOf(Decision.Denied.class);
    assertThat(one.toString()).doesNotContain(one.secretAccessKey(), one.sessionToken());
  }

  @Test
  void letsWhoeverRunsTheAccountDoEverything() {
    Deployment deployment = read();
    Iam iam = Iam.of(deployment);
    Credentials administrator = iam.administrator();
    assertThat(iam.credentials(administrator.accessKeyId())).contains(administrator);
    assertThat(
            iam.decide(
                administrator.accessKeyId(),
                new AccessRequest("dynamodb:Scan", table(deployment, "Customers"))))
        .isInstanceOf(Decision.Allowed.class);
    assertThat(iam.decide(administrator.accessKeyId() + "A", new AccessRequest("a:B", "r")))
        .isInstanceOf(Decision.Denied.class);
  }

  @Test
  void refusesARoleThatLambdaMayNotAssume() {
    assembly.change(
        "Role",
        role ->
            ((ObjectNode)
                    role.path("AssumeRolePolicyDocument")
                        .path("Statement")
                        .path(0)
                        .path("Principal"))
                .put("Service", "ec2.amazonaws.com"));
    Deployment deployment = read();
    assertThatThrownBy(() -> Iam.of(deployment).assume(role(deployment), "f"))
        .hasMessageEndingWith("its trust policy lacks lambda.amazonaws.com");
  }

  @Test
  void readsInlineAndManagedPolicies() {
    assembly.change(
        "Role",
        role -> {
          ObjectNode statement =
              role.putArray("Policies")
                  .addObject()
                  .put("PolicyName", "inline")
                  .putObject("PolicyDocument")
                  .putObject("Statement");
          statement.put("Effect", "Allow").put("Action", "sqs:SendMessage").put("Resource", "*");
          role.putArray("ManagedPolicyArns")
              .add("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
        });
    Deployment deployment = read();
    Iam iam = Iam.of(deployment);
    String key = iam.assume(role(deployment), "f").accessKeyId();
    assertThat(iam.decide(key, new AccessRequest("sqs:SendMessage", "arn:q")))
        .isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void refusesAManagedPolicyWhoseWordsItDoesNotHave() {
    assembly.change(
        "Role",
        role -> role.putArray("ManagedPolicyArns").add("arn:aws:iam::aws:policy/ReadOnlyAccess"));
    assertThatThrownBy(() -> Iam.of(read()))
        .hasMessage(
            "the managed policy arn:aws:iam::aws:policy/ReadOnlyAccess is not supported by the local stack");
  }

  @Test
  void knowsWhichModelsMayBeStreamedWithoutAProfile() {
    assertThat(Iam.of(read()).resourcesOf("bedrock:InvokeModelWithResponseStream"))
        .contains("arn:aws:bedrock:us-east-1::foundation-model/openai.gpt-oss-120b-1:0")
        .doesNotContain("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-5");
  }

  private Deployment read() {
    return Deployment.read(folder, Arns.of("us-east-1", "1"));
  }

  private static String role(Deployment deployment) {
    return deployment.resources("AWS::Lambda::Function").getFirst().text("Role");
  }

  private static String table(Deployment deployment, String logicalId) {
    return deployment.resources("AWS::DynamoDB::GlobalTable").stream()
        .filter((Resource table) -> table.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow()
        .attribute("Arn");
  }
}
