package dev.streambed.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.Authorizer.Decision;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.template.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BedrockAuthorizerTest {

  private static final String STREAM = "bedrock:InvokeModelWithResponseStream";
  private static final String OWN = "arn:aws:bedrock:us-east-1:1:inference-profile/";
  private static final String GLOBAL = OWN + "global.anthropic.claude-sonnet-5";
  private static final String SONNET = "foundation-model/anthropic.claude-sonnet-5";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private BedrockAuthorizer authorizer;

  private String key = "";

  @BeforeEach
  void assume() {
    SampleAssembly.in(folder);
    Deployment deployment = Deployment.read(folder, Arns.of("us-east-1", "1"));
    Iam iam = Iam.of(deployment);
    String role = deployment.resources("AWS::Lambda::Function").getFirst().text("Role");
    key = iam.assume(role, "f").accessKeyId();
    authorizer = new BedrockAuthorizer(iam);
  }

  @Test
  void allowsAModelThatThePolicyNames() {
    assertThat(decide(STREAM, model("us-east-1", "openai.gpt-oss-120b-1:0")))
        .isEqualTo(new Decision.Allowed());
  }

  @Test
  void refusesAnotherModelActionOrRegion() {
    assertThat(decide(STREAM, model("us-east-1", "amazon.nova-pro-v1:0")))
        .isInstanceOf(Decision.Denied.class);
    assertThat(decide("bedrock:CountTokens", model("us-east-1", "openai.gpt-oss-120b-1:0")))
        .isInstanceOf(Decision.Denied.class);
    assertThat(decide(STREAM, model("us-west-2", "openai.gpt-oss-120b-1:0")))
        .isInstanceOf(Decision.Denied.class);
  }

  @Test
  void allowsAGlobalProfileWithTheModelEverywhere() {
    assertThat(
            decide(
                STREAM,
                GLOBAL,
                "arn:aws:bedrock:us-east-1::" + SONNET,
                "arn:aws:bedrock:::" + SONNET))
        .isEqualTo(new Decision.Allowed());
  }

  @Test
  void refusesTheModelsDirectUse() {
    assertThat(decide(STREAM, "arn:aws:bedrock:us-east-1::" + SONNET))
        .isEqualTo(
            new Decision.Denied(
                principal(),
                "arn:aws:bedrock:us-east-1::" + SONNET,
                "because no identity-based policy allows the " + STREAM + " action"));
  }

  @Test
  void refusesAProfileWhoseModelIsNotAllowedThroughIt() {
    String other = OWN + "eu.amazon.nova-lite-v1:0";
    assertThat(decide(STREAM, other, "arn:aws:bedrock:us-east-1::" + SONNET))
        .isInstanceOf(Decision.Denied.class);
  }

  @Test
  void asksForTheModelInEveryRegionOfAProfile() {
    String profile = OWN + "eu.amazon.nova-lite-v1:0";
    assertThat(
            decide(
                STREAM,
                profile,
                model("eu-west-1", "amazon.nova-lite-v1:0"),
                model("eu-north-1", "amazon.nova-lite-v1:0")))
        .isEqualTo(new Decision.Allowed());
  }

  private Decision decide(String action, String... arns) {
    return authorizer.decide(key, action, List.of(arns), Optional.empty());
  }

  private String principal() {
    return authorizer.iam().principal(key);
  }

  private static String model(String region, String id) {
    return "arn:aws:bedrock:" + region + "::foundation-model/" + id;
  }
}
