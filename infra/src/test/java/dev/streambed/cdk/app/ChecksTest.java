package dev.streambed.cdk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.sqs.Queue;

/** The checks of the app are awake, and quiet whatever is chosen. */
class ChecksTest {
  @TempDir private Path directory;

  @Test
  void aWildcardThatNobodyAcceptedFailsTheSynthesis() throws Exception {
    assertThat(
            violationsWith(stack ->
                Role.Builder.create(stack, "Role")
                    .assumedBy(new AccountRootPrincipal())
                    .build()
                    .addToPolicy(
                        PolicyStatement.Builder.create()
                            .actions(List.of("s3:GetObject"))
                            .resources(List.of("*"))
                            .build())))
        .containsExactly("AwsSolutions-IAM5[Resource::*]");
  }

  @Test
  void aQueueWithoutADeadLetterQueueFailsTheSynthesis() throws Exception {
    assertThat(
            violationsWith(stack -> Queue.Builder.create(stack, "Queue").enforceSsl(true).build()))
        .contains("Serverless-SQSRedrivePolicy");
  }

  @Test
  void anUnknownPropertyFailsTheSynthesis() throws Exception {
    assertThat(
            violationsWith(stack ->
                CfnResource.Builder.create(stack, "Typo")
                    .type("AWS::Logs::LogGroup")
                    .properties(Map.of("RetentionDays", 7))
                    .build()))
        .isNotEmpty();
  }

  @Test
  void everyKindOfModelAndEveryOptionPasses() throws Exception {
    var assembly =
        Assembly.of(
            directory,
            """
            {"context": {
              "streambed": {
                "models": [
                  "amazon.nova-lite-v1:0",
                  "eu.amazon.nova-lite-v1:0",
                  "global.amazon.nova-2-lite-v1:0",
                  {"profile": "us.amazon.nova-pro-v1:0", "destinationRegions": ["us-east-1"]},
                  {"applicationProfile":
                     "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc",
                   "foundationModel": "amazon.nova-pro-v1:0"},
                  {"promptRouter": "arn:aws:bedrock:eu-west-1:123456789012:prompt-router/abc",
                   "models": ["eu.amazon.nova-micro-v1:0", "amazon.nova-premier-v1:0"]},
                  "arn:aws:bedrock:eu-west-1:123456789012:provisioned-model/abc",
                  "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.meta.llama3-2-1b-instruct-v1:0"
                ],
                "allowedOrigins": ["https://a.example.com", "https://b.example.com"],
                "defaultLimits": {"requestsPerDay": 50},
                "function": {"architecture": "x86_64", "tracing": true, "reservedConcurrency": 2,
                  "drainSeconds": 0},
                "restApi": {"accessLogs": "off"},
                "webSocket": {"accessLogs": "off"},
                "sweepMinutes": 0,
                "jwt": {"issuer": "https://login.example.com", "audience": "streambed"},
                "observability": {"metrics": false, "alarms": true, "dashboard": true},
                "reporting": {"retentionDays": 400}
              },
              "@aws-cdk/core:validateAgainstDefaultRules": true,
              "@aws-cdk/core:strictCfnValidateErrors": true
            }}
            """);
    assertThatNoException().isThrownBy(() -> assembly.app().synth());
    assertThat(assembly.violations()).isEmpty();
  }

  @Test
  void manyModelsPass() throws Exception {
    var models =
        IntStream.range(0, 100)
            .mapToObj("\"global.anthropic.claude-sonnet-%d-20250929-v1:0\""::formatted)
            .collect(Collectors.joining(","));
    var assembly =
        Assembly.of(
            directory,
            """
            {"context": {
              "streambed": {"models": [%s]},
              "@aws-cdk/aws-iam:minimizePolicies": true,
              "@aws-cdk/core:validateAgainstDefaultRules": true,
              "@aws-cdk/core:strictCfnValidateErrors": true
            }}
            """
                .formatted(models));
    assertThatNoException().isThrownBy(() -> assembly.app().synth());
    assertThat(assembly.violations()).isEmpty();
  }

  @Test
  void moreModelsThanIamTakesAreAMistakeInTheConfiguration() {
    var models =
        IntStream.range(0, 400)
            .mapToObj("\"global.anthropic.claude-sonnet-%d-20250929-v1:0\""::formatted)
            .collect(Collectors.joining(","));
    assertThatThrownBy(() ->
            Assembly.of(
                directory, "{\"context\": {\"streambed\": {\"models\": [%s]}}}".formatted(models)))
        .isInstanceOf(ChoiceException.class)
        .hasMessageStartingWith("streambed: models: permissions for all of them fill");
  }

  @ParameterizedTest
  @ValueSource(strings = {"functionUrl", "restApi", "webSocket"})
  void everyDoorPassesByItself(String door) throws Exception {
    var assembly =
        Assembly.of(
            directory,
            """
            {"context": {
              "streambed": {"models": ["amazon.nova-lite-v1:0"], "frontDoors": ["%s"]},
              "@aws-cdk/core:validateAgainstDefaultRules": true,
              "@aws-cdk/core:strictCfnValidateErrors": true
            }}
            """
                .formatted(door));
    assertThatNoException().isThrownBy(() -> assembly.app().synth());
    assertThat(assembly.violations()).isEmpty();
  }

  @Test
  void configurationWithoutOurKeyIsRefused() {
    assertThatThrownBy(() -> Assembly.of(directory, "{\"context\": {}}"))
        .isInstanceOf(ChoiceException.class)
        .hasMessageContaining("\"streambed\": {\"models\": [...]}");
  }

  @Test
  void choicesMayComeAsJsonInAString() throws Exception {
    var json = "{\"context\": {\"streambed\": \"{\\\"models\\\": [\\\"a.*\\\"]}\"}}";
    assertThatThrownBy(() -> Assembly.of(directory, json))
        .isInstanceOf(ChoiceException.class)
        .hasMessageContaining("streambed.models: \"a.*\"");
    assertThatThrownBy(() -> Assembly.of(directory, json.replace("{\\\"models", "\\\"models")))
        .isInstanceOf(ChoiceException.class)
        .hasMessage("the context key streambed is not JSON");
  }

  private List<String> violationsWith(Consumer<Stack> mistake) throws IOException {
    // In this mode the report is in the exception's message and not on standard error.
    var context = "\"context\": { \"@aws-cdk/core:appMode\": \"inmemory\",";
    var json = Files.readString(Assembly.root().resolve("cdk.json"));
    var assembly = Assembly.of(directory, json.replace("\"context\": {", context));
    mistake.accept(new Stack(assembly.app(), "Mistake"));
    assertThatThrownBy(() -> assembly.app().synth()).hasMessageContaining("Acknowledge with");
    return assembly.violations();
  }
}
