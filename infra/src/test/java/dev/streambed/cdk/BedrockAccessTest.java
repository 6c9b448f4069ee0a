package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;

class BedrockAccessTest {
  private static final String ARN = "arn:<AWS::Partition>:bedrock:";
  private static final String HERE = ARN + "<AWS::Region>:";
  private static final String MINE = HERE + "<AWS::AccountId>:";
  private static final String GATE = " when bedrock:InferenceProfileArn StringEquals ";

  @Test
  void aFoundationModelIsGrantedInTheStacksRegionOnly() {
    assertThat(permissions(BedrockModel.of("amazon.nova-lite-v1:0")))
        .containsExactlyInAnyOrder(bothActions(HERE + ":foundation-model/amazon.nova-lite-v1:0"));
  }

  @Test
  void aGeographicProfileOpensItsModelOnlyThroughItself() {
    var profile = MINE + "inference-profile/eu.amazon.nova-lite-v1:0";
    assertThat(permissions(BedrockModel.of("eu.amazon.nova-lite-v1:0")))
        .containsExactlyInAnyOrder(
            bothActions(
                profile, ARN + "*::foundation-model/amazon.nova-lite-v1:0" + GATE + profile));
  }

  @Test
  void aGeographicProfilesRegionsCanBeWrittenOut() {
    var profile = MINE + "inference-profile/us.amazon.nova-lite-v1:0";
    var model = "::foundation-model/amazon.nova-lite-v1:0" + GATE + profile;
    assertThat(permissions(BedrockModel.of("us.amazon.nova-lite-v1:0", "us-east-1", "us-west-2")))
        .containsExactlyInAnyOrder(
            bothActions(profile, ARN + "us-east-1" + model, ARN + "us-west-2" + model));
  }

  @Test
  void aGlobalProfileOpensItsModelHereAndWithoutARegion() {
    var profile = MINE + "inference-profile/global.amazon.nova-2-lite-v1:0";
    var model = ":foundation-model/amazon.nova-2-lite-v1:0";
    assertThat(permissions(BedrockModel.of("global.amazon.nova-2-lite-v1:0")))
        .containsExactlyInAnyOrder(
            bothActions(
                profile,
                HERE + model + GATE + profile,
                ARN
                    + ":"
                    + model
                    + " when aws:RequestedRegion StringEquals unspecified"
                    + GATE
                    + profile));
  }

  @Test
  void anApplicationProfileIsGrantedByItsWholeArn() {
    var profile = "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc123";
    assertThat(permissions(BedrockModel.applicationProfile(profile, "amazon.nova-lite-v1:0")))
        .containsExactlyInAnyOrder(
            bothActions(
                profile, ARN + "*::foundation-model/amazon.nova-lite-v1:0" + GATE + profile));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:provisioned-model/abc123",
        "arn:aws:bedrock:us-east-1:123456789012:imported-model/abc123",
        "arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abc123",
        "arn:aws-eusc:bedrock:eusc-de-east-1::foundation-model/amazon.nova-lite-v1:0",
      })
  void whatIsInvokedByItsArnIsGrantedByIt(String arn) {
    assertThat(permissions(BedrockModel.of(arn))).containsExactlyInAnyOrder(bothActions(arn));
    assertThat(BedrockModel.of(arn).modelId()).isEqualTo(arn);
  }

  @Test
  void aProfileByItsArnOpensItsModelsAsByItsId() {
    var arn = "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/";
    var model = ":foundation-model/amazon.nova-2-lite-v1:0";
    var geographic = arn + "eu.amazon.nova-2-lite-v1:0";
    assertThat(permissions(BedrockModel.of(geographic)))
        .containsExactlyInAnyOrder(bothActions(geographic, ARN + "*:" + model + GATE + geographic));
    var global = arn + "global.amazon.nova-2-lite-v1:0";
    assertThat(permissions(BedrockModel.of(global)))
        .containsExactlyInAnyOrder(
            bothActions(
                global,
                ARN + "eu-west-1:" + model + GATE + global,
                ARN
                    + ":"
                    + model
                    + " when aws:RequestedRegion StringEquals unspecified"
                    + GATE
                    + global));
  }

  @Test
  void aPromptRouterIsGrantedWithTheModelsThatItChoosesFrom() {
    var router = "arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/amazon.nova:1";
    assertThat(
            permissions(
                BedrockModel.promptRouter(
                    router,
                    BedrockModel.of("amazon.nova-lite-v1:0"),
                    BedrockModel.of("amazon.nova-pro-v1:0"))))
        .contains("Allow bedrock:GetPromptRouter " + router)
        .filteredOn(line -> line.contains("InvokeModel"))
        .containsExactlyInAnyOrder(
            bothActions(
                router,
                HERE + ":foundation-model/amazon.nova-lite-v1:0",
                HERE + ":foundation-model/amazon.nova-pro-v1:0"));
  }

  @Test
  void modelsWithoutAConditionShareOneStatementPerAction() {
    var template =
        template(
            BedrockModel.of("amazon.nova-lite-v1:0"),
            BedrockModel.of("meta.llama3-8b-instruct-v1:0"),
            BedrockModel.of("eu.amazon.nova-pro-v1:0"));
    assertThat(template.only("AWS::IAM::Policy").properties().at("/PolicyDocument/Statement"))
        .hasSize(3);
  }

  @Test
  void aModelChosenTwiceIsGrantedOnce() {
    assertThat(
            permissions(
                BedrockModel.of("amazon.nova-lite-v1:0"), BedrockModel.of("amazon.nova-lite-v1:0")))
        .hasSize(2);
  }

  @Test
  void tokensAreCountedForTheModelsBehindProfilesTooInTheStacksRegion() {
    assertThat(
            Permissions.of(
                template(
                        BedrockModel.of("eu.amazon.nova-lite-v1:0"),
                        BedrockModel.of("amazon.nova-lite-v1:0"),
                        BedrockModel.of("global.amazon.nova-2-lite-v1:0"))
                    .only("AWS::IAM::Policy")))
        .filteredOn(line -> line.contains("CountTokens"))
        .containsExactlyInAnyOrder(
            "Allow bedrock:CountTokens " + HERE + ":foundation-model/amazon.nova-lite-v1:0",
            "Allow bedrock:CountTokens " + HERE + ":foundation-model/amazon.nova-2-lite-v1:0");
  }

  @Test
  void tokensMayBeCountedForEveryModelWhenThereAreMany() {
    var models =
        IntStream.range(0, 21)
            .mapToObj(number -> BedrockModel.of("amazon.nova-lite-v" + number + ":0"))
            .toArray(BedrockModel[]::new);
    assertThat(Permissions.of(template(models).only("AWS::IAM::Policy")))
        .filteredOn(line -> line.contains("CountTokens"))
        .containsExactly("Allow bedrock:CountTokens " + HERE + ":foundation-model/*");
  }

  private static final String GUARDED = " when bedrock:GuardrailIdentifier ArnLike ";

  @Test
  void withAGuardrailNothingIsInvokedWithoutIt() {
    var guardrails = GuardrailSettings.DEFAULTS.withEnforced(DeploymentGuardrail.of("gr1", "3"));
    var profile = MINE + "inference-profile/eu.amazon.nova-lite-v1:0";
    var key = GUARDED + MINE + "guardrail/gr1:3";
    assertThat(
            permissions(
                guardrails,
                BedrockModel.of("amazon.nova-pro-v1:0"),
                BedrockModel.of("eu.amazon.nova-lite-v1:0")))
        .containsExactlyInAnyOrder(
            bothActions(
                HERE + ":foundation-model/amazon.nova-pro-v1:0" + key,
                profile + key,
                // Open through the profile only, which needs the guardrail.
                ARN + "*::foundation-model/amazon.nova-lite-v1:0" + GATE + profile));
  }

  @Test
  void anExcludedModelIsInvokedWithoutIt() {
    var titan = "amazon.titan-embed-text-v2:0";
    var arn = "arn:aws:bedrock:eu-west-1:123456789012:guardrail/gr1";
    var guardrails =
        GuardrailSettings.DEFAULTS.withEnforced(
            DeploymentGuardrail.of(arn, "DRAFT").withExcludedModels(titan));
    assertThat(
            permissions(
                guardrails, BedrockModel.of("amazon.nova-pro-v1:0"), BedrockModel.of(titan)))
        .containsExactlyInAnyOrder(
            bothActions(
                HERE + ":foundation-model/amazon.nova-pro-v1:0" + GUARDED + arn,
                HERE + ":foundation-model/" + titan));
  }

  @Test
  void customersGuardrailsOpenItTooInAnyVersion() {
    var guardrails =
        GuardrailSettings.DEFAULTS
            .withEnforced(DeploymentGuardrail.of("gr1", "3"))
            .withCustomers("gr2");
    assertThat(permissions(guardrails, BedrockModel.of("amazon.nova-pro-v1:0")))
        .allMatch(line -> line.contains("guardrail/gr1:3"))
        .allMatch(line -> line.contains("guardrail/gr2\""))
        .allMatch(line -> line.contains("guardrail/gr2:*\""));
    var customersOnly = GuardrailSettings.DEFAULTS.withCustomers("gr2");
    assertThat(permissions(customersOnly, BedrockModel.of("amazon.nova-pro-v1:0")))
        .noneMatch(line -> line.contains(GUARDED));
  }

  @Test
  void aModelOfAnAliasIsGrantedInItsOtherRegionToo() {
    var nova = BedrockModel.of("us.amazon.nova-lite-v1:0");
    var titan = BedrockModel.of("amazon.titan-embed-text-v2:0");
    var alias = ModelAlias.of(nova.modelId()).orElse(nova.modelId(), "us-west-2");
    var vectors = ModelAlias.of(titan.modelId()).orElse(titan.modelId(), "us-west-2");
    var template =
        Template.of(stack -> {
          var role =
              Role.Builder.create(stack, "Role").assumedBy(new AccountRootPrincipal()).build();
          BedrockAccess.to(
                  List.of(nova, titan), List.of(alias, vectors), GuardrailSettings.DEFAULTS, stack)
              .allow(role);
        });
    var here = MINE + "inference-profile/us.amazon.nova-lite-v1:0";
    var there = ARN + "us-west-2:<AWS::AccountId>:inference-profile/us.amazon.nova-lite-v1:0";
    var behind = ARN + "*::foundation-model/amazon.nova-lite-v1:0" + GATE;
    var vectorsThere = ARN + "us-west-2::foundation-model/amazon.titan-embed-text-v2:0";
    assertThat(Permissions.of(template.only("AWS::IAM::Policy")))
        .contains("Allow bedrock:CountTokens " + vectorsThere)
        .filteredOn(line -> !line.contains("CountTokens"))
        .containsExactlyInAnyOrder(
            bothActions(
                here,
                behind + here,
                there,
                behind + there,
                HERE + ":foundation-model/amazon.titan-embed-text-v2:0",
                vectorsThere));
  }

  private static List<String> permissions(BedrockModel... models) {
    return permissions(GuardrailSettings.DEFAULTS, models);
  }

  private static List<String> permissions(GuardrailSettings guardrails, BedrockModel... models) {
    return Permissions.of(template(guardrails, models).only("AWS::IAM::Policy")).stream()
        .filter(line -> !line.contains("CountTokens"))
        .toList();
  }

  private static Template template(BedrockModel... models) {
    return template(GuardrailSettings.DEFAULTS, models);
  }

  private static Template template(GuardrailSettings guardrails, BedrockModel... models) {
    return Template.of(stack -> {
      var role = Role.Builder.create(stack, "Role").assumedBy(new AccountRootPrincipal()).build();
      BedrockAccess.to(List.of(models), List.of(), guardrails, stack).allow(role);
    });
  }

  private static String[] bothActions(String... resources) {
    return Stream.of(resources)
        .flatMap(resource ->
            Stream.of(
                "Allow bedrock:InvokeModel " + resource,
                "Allow bedrock:InvokeModelWithResponseStream " + resource))
        .toArray(String[]::new);
  }
}
