package dev.streambed.cdk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.cdk.AccessLogs;
import dev.streambed.cdk.BedrockModel;
import dev.streambed.cdk.DefaultLimits;
import dev.streambed.cdk.DeploymentGuardrail;
import dev.streambed.cdk.FrontDoor;
import dev.streambed.cdk.FunctionRuntime;
import dev.streambed.cdk.FunctionSettings;
import dev.streambed.cdk.GuardrailSettings;
import dev.streambed.cdk.JwtSettings;
import dev.streambed.cdk.ModelAlias;
import dev.streambed.cdk.Observability;
import dev.streambed.cdk.PromptCaching;
import dev.streambed.cdk.RateLimit;
import dev.streambed.cdk.ReportingSettings;
import dev.streambed.cdk.RestApiSettings;
import dev.streambed.cdk.ServiceTierSettings;
import dev.streambed.cdk.StreambedProps;
import dev.streambed.cdk.WebSocketSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.logs.RetentionDays;

class AppChoicesTest {
  private static final String ARN =
      "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc123";
  private static final String ROUTER = "arn:aws:bedrock:eu-west-1:123456789012:prompt-router";
  private static final String PROVISIONED =
      "arn:aws:bedrock:eu-west-1:123456789012:provisioned-model";

  @Test
  void onlyModelsMustBeChosen() throws Exception {
    var choices = AppChoices.from(json("{'models': ['amazon.nova-lite-v1:0']}"));
    assertThat(choices.name()).isEqualTo("streambed");
    assertThat(choices.service())
        .isEqualTo(
            StreambedProps.builder().models(BedrockModel.of("amazon.nova-lite-v1:0")).build());
  }

  @Test
  void everyKeyReachesItsChoice() throws Exception {
    var choices =
        AppChoices.from(
            json(
                """
                {
                  'name': 'acme-dev',
                  'models': [
                    'eu.amazon.nova-lite-v1:0',
                    {'profile': 'us.amazon.nova-pro-v1:0', 'destinationRegions': ['us-east-1']},
                    {'applicationProfile': '%1$s', 'foundationModel': 'amazon.nova-pro-v1:0'},
                    {'promptRouter': '%2$s/abc', 'models': ['amazon.nova-lite-v1:0', 'a.b']},
                    '%3$s/abc'
                  ],
                  'modelAliases': {
                    'claude-*': 'eu.amazon.nova-lite-v1:0',
                    'nova': [
                      'eu.amazon.nova-lite-v1:0',
                      {'model': 'eu.amazon.nova-lite-v1:0', 'region': 'eu-west-1'}
                    ]
                  },
                  'fallbackAfterSeconds': 20,
                  'allowedOrigins': ['https://app.example.com'],
                  'frontDoors': ['functionUrl', 'webSocket'],
                  'defaultLimits': {'requestsPerDay': 50, 'apiKeysPerMinute': 0, 'stopsPerMinute': 7},
                  'function': {
                    'memoryMebibytes': 1024, 'architecture': 'x86_64', 'timeoutSeconds': 60,
                    'reservedConcurrency': 7, 'tracing': true, 'drainSeconds': 30
                  },
                  'restApi': {'requestsPerSecond': 5, 'burst': 9, 'accessLogs': 'off'},
                  'webSocket': {'messagesPerSecond': 6, 'burst': 8, 'accessLogs': 'off'},
                  'logRetention': 'ONE_WEEK',
                  'removalPolicy': 'destroy',
                  'sweepMinutes': 1,
                  'jwt': {'issuer': 'https://login.example.com', 'audience': 'streambed',
                    'customerClaim': 'customer'},
                  'guardrail': {'identifier': 'gr1', 'version': '3',
                    'excludedModels': ['eu.amazon.nova-lite-v1:0']},
                  'customerGuardrails': ['gr2'],
                  'allowCallerGuardrails': false,
                  'serviceTiers': ['default', 'flex'],
                  'latencies': ['standard'],
                  'promptCaching': 'automatic',
                  'guardrailProfile': 'eu.guardrail.v1:0',
                  'observability': {
                    'metrics': true, 'alarms': true, 'dashboard': true, 'dailyBudgetUsd': 9
                  },
                  'reporting': {'retentionDays': 400, 'scanLimitGibibytes': 5}
                }
                """
                    .formatted(ARN, ROUTER, PROVISIONED)));
    assertThat(choices.name()).isEqualTo("acme-dev");
    assertThat(choices.reporting())
        .contains(ReportingSettings.DEFAULTS.withRetentionDays(400).withScanLimitGibibytes(5));
    assertThat(choices.service())
        .isEqualTo(
            StreambedProps.builder()
                .models(
                    BedrockModel.of("eu.amazon.nova-lite-v1:0"),
                    BedrockModel.of("us.amazon.nova-pro-v1:0", "us-east-1"),
                    BedrockModel.applicationProfile(ARN, "amazon.nova-pro-v1:0"),
                    BedrockModel.promptRouter(
                        ROUTER + "/abc",
                        BedrockModel.of("amazon.nova-lite-v1:0"),
                        BedrockModel.of("a.b")),
                    BedrockModel.of(PROVISIONED + "/abc"))
                .modelAliases(
                    Map.of(
                        "claude-*",
                        ModelAlias.of("eu.amazon.nova-lite-v1:0"),
                        "nova",
                        ModelAlias.of("eu.amazon.nova-lite-v1:0")
                            .orElse("eu.amazon.nova-lite-v1:0", "eu-west-1")))
                .fallbackAfter(Duration.ofSeconds(20))
                .allowedOrigins("https://app.example.com")
                .frontDoors(FrontDoor.FUNCTION_URL, FrontDoor.WEB_SOCKET)
                .defaultLimits(
                    DefaultLimits.OF_THE_FUNCTION
                        .withRequestsPerDay(50)
                        .withPerMinute(RateLimit.API_KEYS_PER_MINUTE, 0)
                        .withPerMinute(RateLimit.STOPS_PER_MINUTE, 7))
                .function(
                    FunctionSettings.DEFAULTS
                        .withMemoryMebibytes(1024)
                        .withArchitecture(Architecture.X86_64)
                        .withTimeout(Duration.ofMinutes(1))
                        .withReservedConcurrency(7)
                        .withTracing(true)
                        .withDrain(Duration.ofSeconds(30)))
                .restApi(new RestApiSettings(5, 9, AccessLogs.OFF, Optional.empty()))
                .webSocket(new WebSocketSettings(6, 8, AccessLogs.OFF, Optional.empty()))
                .logRetention(RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.DESTROY)
                .sweepInterval(Duration.ofMinutes(1))
                .jwt(
                    JwtSettings.of("https://login.example.com", "streambed")
                        .withCustomerClaim("customer"))
                .guardrails(
                    GuardrailSettings.DEFAULTS
                        .withEnforced(
                            DeploymentGuardrail.of("gr1", "3")
                                .withExcludedModels("eu.amazon.nova-lite-v1:0"))
                        .withCustomers("gr2")
                        .withCallers(false)
                        .withProfile("eu.guardrail.v1:0"))
                .serviceTiers(
                    ServiceTierSettings.DEFAULTS
                        .withTiers("default", "flex")
                        .withLatencies("standard"))
                .promptCaching(PromptCaching.AUTOMATIC)
                .observability(new Observability(true, true, true, OptionalInt.of(9)))
                .build());
  }

  @Test
  void reportingIsASwitchOrASection() throws Exception {
    assertThat(reporting("true")).contains(ReportingSettings.DEFAULTS);
    assertThat(reporting("{}")).contains(ReportingSettings.DEFAULTS);
    assertThat(reporting("false")).isEmpty();
    assertThat(AppChoices.from(json("{'models': ['a.b']}")).reporting()).isEmpty();
  }

  private static Optional<ReportingSettings> reporting(String choice) throws Exception {
    return AppChoices.from(json("{'models': ['a.b'], 'reporting': " + choice + "}")).reporting();
  }

  @Test
  void anOwnRuntimeIsFoundWhereItIsPackedUnlessAnotherZipIsNamed() throws Exception {
    assertThat(runtime("'architecture': 'x86_64', 'runtime': 'own'"))
        .isEqualTo(FunctionRuntime.own(Path.of("functions/gateway/target/own-runtime-x86_64.zip")));
    assertThat(runtime("'runtime': 'own', 'ownRuntimeZip': 'lib/function.zip'"))
        .isEqualTo(FunctionRuntime.own(Path.of("lib/function.zip")));
    assertThat(runtime("'runtime': 'managed'")).isEqualTo(FunctionRuntime.managed());
    assertThat(runtime("'runtime': 'snap-start'")).isEqualTo(FunctionRuntime.snapStart());
  }

  private static FunctionRuntime runtime(String keys) throws Exception {
    return AppChoices.from(json("{'models': ['a.b'], 'function': {" + keys + "}}"))
        .service()
        .function()
        .runtime();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}| streambed: models: choose at least one",
        "[]| streambed is a JSON object, not []",
        "{'models': 'a.b'}| streambed.models is a list, not \"a.b\"",
        "{'models': ['anthropic.*']}| streambed.models: \"anthropic.*\" is not a model id",
        "{'models': [7]}| streambed.models is a JSON object, not 7",
        "{'models': [{'profile': 'eu.amazon.nova-lite-v1:0'}]}| streambed.models has either",
        "{'models': [{'promptRouter': 'a', 'models': []}]}| streambed.models has either",
        "{'models': [{'profile': 'eu.a.b', 'destinationRegions': ['us-east-1'], 'models': ['a.b']}]}| streambed.models has either",
        "{'models': ['arn:aws:bedrock:eu-west-1:123456789012:custom-model/x']}| is not enough: invoke it by its deployment",
        "{'models': [{'profile': 'a.b', 'destinationRegions': ['us-east-1']}]}| \"a.b\" is not",
        "{'models': ['a.b'], 'origins': []}| streambed has no key [origins]: it has [alarmTopic, allowCallerGuardrails",
        "{'models': ['a.b'], 'allowedOrigins': ['x']}| streambed: allowedOrigins: \"x\" is not an",
        "{'models': ['a.b'], 'allowedOrigins': [1]}| streambed.allowedOrigins is a list of strings",
        "{'models': ['a.b'], 'guardrail': {'identifier': 'gr1'}}| streambed.guardrail has both identifier and version",
        "{'models': ['a.b'], 'guardrail': {'identifier': 'GR-1', 'version': '1'}}| guardrail: not the id or the ARN of a guardrail: GR-1",
        "{'models': ['a.b'], 'guardrail': {'identifier': 'gr1', 'version': 'latest'}}| guardrail: version is a number or DRAFT: latest",
        "{'models': ['a.b'], 'guardrail': {'identifier': 'g', 'version': '1', 'excludedModels': ['c.d']}}| guardrail: choose the excluded model among models: c.d",
        "{'models': ['a.b'], 'customerGuardrails': ['gr1:1']}| customerGuardrails: not the id or the ARN of a guardrail: gr1:1",
        "{'models': ['a.b'], 'serviceTiers': ['fast']}| serviceTiers: default, flex, priority or reserved, not fast",
        "{'models': ['a.b'], 'promptCaching': true}| streambed.promptCaching is a string, not true",
        "{'models': ['a.b'], 'promptCaching': 'on'}| streambed.promptCaching is one of [automatic, off]: on",
        "{'models': ['a.b'], 'latencies': ['low']}| latencies: standard or optimized, not low",
        "{'models': ['a.b'], 'guardrailProfile': 'us'}| guardrailProfile: an id such as us.guardrail.v1:0: us",
        "{'models': ['a.b'], 'modelAliases': ['x']}| streambed.modelAliases is an object",
        "{'models': ['a.b'], 'modelAliases': {'x': 1}}| streambed.modelAliases.x is a model, {",
        "{'models': ['a.b'], 'modelAliases': {'x': []}}| streambed.modelAliases.x: modelAliases: models of one name",
        "{'models': ['a.b'], 'modelAliases': {'x': {'region': 'us-west-2'}}}| streambed.modelAliases.x has a model",
        "{'models': ['a.b'], 'modelAliases': {'x': {'model': 'a.b', 'zone': 'z'}}}| streambed.modelAliases.x has no key [zone]",
        "{'models': ['a.b'], 'frontDoors': ['url']}| streambed.frontDoors is one of [functionUrl,",
        "{'models': ['a.b'], 'frontDoors': []}| streambed: frontDoors: choose at least one",
        "{'models': ['a.b'], 'name': '9'}| streambed: name starts with a letter",
        "{'models': ['a.b'], 'function': {'memory': 1}}| streambed.function has no key [memory]",
        "{'models': ['a.b'], 'function': {'memoryMebibytes': 1}}| streambed.function: memoryMebibytes",
        "{'models': ['a.b'], 'function': {'memoryMebibytes': '1'}}| streambed.function.memoryMebibytes is a whole number, not \"1\"",
        "{'models': ['a.b'], 'function': {'memoryMebibytes': 1.5}}| is a whole number, not 1.5",
        "{'models': ['a.b'], 'defaultLimits': {'stopsPerMinute': 4294967300}}| .stopsPerMinute is a whole number up to 2147483647, not 4294967300",
        "{'models': ['a.b'], 'function': {'tracing': 'yes'}}| tracing is true or false, not \"yes\"",
        "{'models': ['a.b'], 'function': {'runtime': 'mine'}}| streambed.function.runtime is one of [managed, own, snap-start]: mine",
        "{'models': ['a.b'], 'function': {'ownRuntimeZip': 'a.zip'}}| streambed.function has ownRuntimeZip only with the runtime own",
        "{'models': ['a.b'], 'function': {'architecture': 'arm'}}| is one of [arm64, x86_64]: arm",
        "{'models': ['a.b'], 'restApi': {'accessLogs': 'yes'}}| is one of [off, on, onWithAccountRole]",
        "{'models': ['a.b'], 'webSocket': {'requestsPerSecond': 1}}| streambed.webSocket has no key [requestsPerSecond]",
        "{'models': ['a.b'], 'webSocket': {'accessLogs': 'yes'}}| is one of [off, on, onWithAccountRole]",
        "{'models': ['a.b'], 'function': {'drainSeconds': 841}}| streambed.function: drain in seconds is between 0 and 840: 841",
        "{'models': ['a.b'], 'defaultLimits': {'requestsPerDay': 0}}| streambed.defaultLimits: requestsPerDay",
        "{'models': ['a.b'], 'defaultLimits': {'stopsPerMinute': -1}}| streambed.defaultLimits: stopsPerMinute",
        "{'models': ['a.b'], 'defaultLimits': {'stopsPerHour': 1}}| streambed.defaultLimits has no key [stopsPerHour]",
        "{'models': ['a.b'], 'sweepMinutes': -1}| streambed: sweepInterval in minutes is between 0",
        "{'models': ['a.b'], 'jwt': {'issuer': 'https://a.example'}}| streambed.jwt has both issuer",
        "{'models': ['a.b'], 'jwt': {'issuer': 'http://a.example', 'audience': 'x'}}| streambed.jwt: jwt: issuer is an https URL",
        "{'models': ['a.b'], 'jwt': {'issuer': 'https://a.example', 'audience': ' '}}| audience is empty",
        "{'models': ['a.b'], 'observability': {'metric': true}}| streambed.observability has no key [metric]",
        "{'models': ['a.b'], 'observability': {'dailyBudgetUsd': 5}}| dailyBudgetUsd: takes alarms",
        "{'models': ['a.b'], 'observability': {'dailyBudgetUsd': 0}}| dailyBudgetUsd is between 1",
        "{'models': ['a.b'], 'reporting': 'yes'}| streambed.reporting is a JSON object, not \"yes\"",
        "{'models': ['a.b'], 'reporting': {'retentionDays': 31}}| streambed.reporting: retentionDays is between 70",
        "{'models': ['a.b'], 'reporting': {'scanLimitGibibytes': 0}}| scanLimitGibibytes is between 1",
        "{'models': ['a.b'], 'removalPolicy': 'keep'}| streambed.removalPolicy is one of [destroy, retain]: keep",
        "{'models': ['a.b'], 'tables': {'customers': 'c'}}| streambed.tables names customers, apiKeys, limits",
        "{'models': ['a.b'], 'vpc': {'id': 'vpc-1'}}| streambed.vpc has an id and subnetIds",
        "{'models': ['a.b'], 'vpc': {'subnetIds': ['subnet-1']}}| streambed.vpc has an id and subnetIds",
        "{'models': ['a.b'], 'encryptionKey': 'alias/x'}| streambed.encryptionKey is an ARN, not alias/x",
        "{'models': ['a.b'], 'domain': {'restApi': {'name': 'a.example'}}}| streambed.domain.restApi has a name and a certificateArn",
        "{'models': ['a.b'], 'domain': {'functionUrl': {}}}| streambed.domain has no key [functionUrl]",
        "{'models': ['a.b'], 'logRetention': 90}| streambed.logRetention is a string, not 90",
        "{'models': ['a.b'], 'logRetention': null}| streambed.logRetention is a string, not null",
      })
  void whatDoesNotHoldIsNamedByItsKey(String choices, String message) {
    assertThatThrownBy(() -> AppChoices.from(json(choices)))
        .isInstanceOf(ChoiceException.class)
        .hasMessageStartingWith("streambed")
        .hasMessageContaining(message);
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
