package dev.streambed.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.gateway.aws.AwsEndpoints;
import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.RateLimit;
import dev.streambed.gateway.domain.RequiredGuardrail;
import dev.streambed.gateway.fixture.TestAws;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Map<String, String> REQUIRED =
      Map.of(
          "AWS_REGION", "eu-central-1",
          "STREAMBED_CUSTOMERS_TABLE", "c",
          "STREAMBED_API_KEYS_TABLE", "k",
          "STREAMBED_LIMITS_TABLE", "l",
          "STREAMBED_USAGE_TABLE", "u",
          "STREAMBED_SESSIONS_TABLE", "s");

  @Test
  void readsOtherNamesOfModels() {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.put(Settings.MODEL_ALIASES, "small=a.b, claude-*=us.c.d|c.d@eu-west-1|e.f");
    ModelAliases aliases = Settings.from(environment).aliases();
    assertThat(aliases.targets("small")).containsExactly(ModelTarget.here(new ModelId("a.b")));
    assertThat(aliases.targets("claude-9"))
        .containsExactly(
            ModelTarget.here(new ModelId("us.c.d")),
            new ModelTarget(new ModelId("c.d"), "eu-west-1"),
            ModelTarget.here(new ModelId("e.f")));
    for (String invalid :
        List.of(
            "small", "=a.b", "small=", "small=a b", "small=a.b|", "small=a.b@", "small=a.b@x")) {
      environment.put(Settings.MODEL_ALIASES, invalid);
      assertThatThrownBy(() -> Settings.from(environment))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining(invalid);
    }
  }

  @Test
  void readsGuardrails() {
    GuardrailSettings guardrails =
        Settings.from(
                with(
                    Map.of(
                        "STREAMBED_GUARDRAIL", "gr1:2",
                        "STREAMBED_GUARDRAIL_EXCLUDED_MODELS", "a.b, c.d",
                        "STREAMBED_ALLOW_CALLER_GUARDRAILS", "off")))
            .guardrails()
            .orElseThrow();
    assertThat(guardrails)
        .isEqualTo(
            new GuardrailSettings(RequiredGuardrail.of("gr1:2"), Set.of("a.b", "c.d"), false));
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.from(with(Map.of("STREAMBED_GUARDRAIL", "gr1"))))
        .withMessage(
            "STREAMBED_GUARDRAIL must be a guardrail's id or ARN, a colon and its version: gr1");
  }

  @Test
  void readsWhichServiceTiersAndLatenciesAreAllowed() {
    Map<String, String> chosen =
        Map.of("STREAMBED_SERVICE_TIERS", "Flex,default", "STREAMBED_LATENCIES", "standard");
    assertThat(Settings.from(with(chosen)).serviceTiers())
        .contains(
            new ServiceTierSettings(
                Optional.of(Set.of("flex", "default")), Optional.of(Set.of("standard"))));
  }

  @Test
  void readsWhetherPromptsAreCachedAutomatically() {
    String name = "STREAMBED_PROMPT_CACHING";
    assertThat(Settings.from(with(Map.of(name, "automatic"))).automaticPromptCaching()).isTrue();
    assertThat(Settings.from(with(Map.of(name, "off"))).automaticPromptCaching()).isFalse();
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.from(with(Map.of(name, "on"))))
        .withMessage(name + " must be automatic or off: on");
  }

  @Test
  void readsTheSecretsOfCloudFrontAndShowsNone() {
    Settings settings =
        Settings.from(
            with(
                Map.of(
                    "STREAMBED_ORIGIN_SECRET", "0123456789abcdef",
                    "STREAMBED_ALTERNATE_ORIGIN_SECRET", "fedcba9876543210")));
    OriginSecrets secrets = settings.originSecrets().orElseThrow();
    assertThat(secrets.contains("0123456789abcdef")).isTrue();
    assertThat(secrets.contains("fedcba9876543210")).isTrue();
    assertThat(secrets.contains("0123456789abcdeg")).isFalse();
    assertThat(settings.toString()).doesNotContain("0123456789abcdef", "fedcba9876543210");
    assertThat(settings.withoutOriginSecrets()).isEqualTo(Settings.from(REQUIRED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:4566", "http://aws_local:4566", "ftp://a", "http://a?b", "x y"})
  void refusesAnEndpointThatIsNoUrl(String url) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.from(with(Map.of("AWS_ENDPOINT_URL_DYNAMODB", url))))
        .withMessage(
            "AWS_ENDPOINT_URL_DYNAMODB must be an http or https URL without query: " + url);
  }

  @ParameterizedTest
  @CsvSource({"STREAMBED_ORIGIN_SECRET", "STREAMBED_ALTERNATE_ORIGIN_SECRET"})
  void refusesAShortSecretOfCloudFrontWithoutShowingIt(String variable) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.from(with(Map.of(variable, "0123456789abcde"))))
        .withMessageEndingWith("must have at least 16 characters")
        .withMessageNotContaining("0123456789");
  }

  @Test
  void hasDefaultsForEverythingElse() {
    assertThat(Settings.from(REQUIRED))
        .isEqualTo(
            new Settings(
                TestAws.settings("eu-central-1", Map.of()),
                new TableNames("c", "k", "l", "u", "s", ""),
                1000,
                Set.of(),
                6_291_456,
                Duration.ofMinutes(2),
                Optional.empty(),
                Optional.of("Streambed"),
                "",
                List.of(),
                ModelAliases.NONE,
                Duration.ofMinutes(1),
                Map.of(
                    RateLimit.API_KEYS_PER_MINUTE, 300L,
                    RateLimit.USAGE_REQUESTS_PER_MINUTE, 10L,
                    RateLimit.PROMPT_PARTS_PER_MINUTE, 640L,
                    RateLimit.STOPS_PER_MINUTE, 600L,
                    RateLimit.CONNECTIONS_PER_MINUTE, 600L,
                    RateLimit.TOKEN_COUNTS_PER_MINUTE, 600L),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                false));
  }

  @ParameterizedTest
  @CsvSource({"JSON, true", "Text, false"})
  void knowsLambdasLogFormat(String format, boolean json) {
    assertThat(Settings.from(with(Map.of("AWS_LAMBDA_LOG_FORMAT", format))).jsonLogFormat())
        .isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource({
    "STREAMBED_API_KEYS_PER_MINUTE, API_KEYS_PER_MINUTE",
    "STREAMBED_USAGE_REQUESTS_PER_MINUTE, USAGE_REQUESTS_PER_MINUTE",
    "STREAMBED_PROMPT_PARTS_PER_MINUTE, PROMPT_PARTS_PER_MINUTE",
    "STREAMBED_STOPS_PER_MINUTE, STOPS_PER_MINUTE",
    "STREAMBED_CONNECTIONS_PER_MINUTE, CONNECTIONS_PER_MINUTE",
    "STREAMBED_TOKEN_COUNTS_PER_MINUTE, TOKEN_COUNTS_PER_MINUTE"
  })
  void readsEachLimitOfWhatIsAskedForBesidesAnswers(String variable, RateLimit limit) {
    assertThat(Settings.from(with(Map.of(variable, "7"))).rates()).containsEntry(limit, 7L);
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.from(with(Map.of(variable, "many"))))
        .withMessageStartingWith(variable + " must be a whole number");
  }

  @Test
  void readsWhoseJwtsAreTaken() {
    Map<String, String> issuer =
        Map.of("STREAMBED_JWT_ISSUER", "https://login.example", "STREAMBED_JWT_AUDIENCE", "chat");
    assertThat(Settings.from(with(issuer)).jwt())
        .contains(new JwtIssuer("https://login.example", "chat", "sub"));
    Map<String, String> claim = new HashMap<>(with(issuer));
    claim.put("STREAMBED_JWT_CUSTOMER_CLAIM", "custom:customer");
    assertThat(Settings.from(claim).jwt())
        .contains(new JwtIssuer("https://login.example", "chat", "custom:customer"));
  }

  @Test
  void wantsAnIssuerAndAnAudienceOrNeither() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () -> Settings.from(with(Map.of("STREAMBED_JWT_ISSUER", "https://login.example"))))
        .withMessageStartingWith("STREAMBED_JWT_AUDIENCE is not set");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.from(with(Map.of("STREAMBED_JWT_AUDIENCE", "chat"))))
        .withMessageStartingWith("STREAMBED_JWT_ISSUER is not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example",
        "http://localhost",
        "login.example",
        "https://",
        "https://login.example?tenant=1",
        "https://login.example#x",
        "https:// login"
      })
  void refusesAnIssuerWhoseKeysCouldBeForged(String issuer) {
    Map<String, String> jwt =
        Map.of("STREAMBED_JWT_ISSUER", issuer, "STREAMBED_JWT_AUDIENCE", "chat");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.from(with(jwt)))
        .withMessage("STREAMBED_JWT_ISSUER must be an https URL without query: " + issuer);
  }

  @Test
  void readsEveryVariable() {
    Settings settings =
        Settings.from(
            with(
                Map.ofEntries(
                    Map.entry("STREAMBED_REQUESTS_PER_DAY", "0"),
                    Map.entry("STREAMBED_CORS_ORIGINS", "https://a.example, https://b.example,"),
                    Map.entry("STREAMBED_MAX_BODY_BYTES", "1024"),
                    Map.entry("STREAMBED_DRAIN_SECONDS", "840"),
                    Map.entry("STREAMBED_PRICES_TABLE", "p"),
                    Map.entry("STREAMBED_METRICS", "on"),
                    Map.entry("STREAMBED_METRICS_NAMESPACE", "Streambed/eu"),
                    Map.entry("STREAMBED_BUDGET_TOPIC", "arn:aws:sns:eu-central-1:1:t"),
                    Map.entry("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.2/x"),
                    Map.entry("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:1"),
                    Map.entry(
                        "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI", "http://127.0.0.1:2/prod"),
                    Map.entry("AWS_ENDPOINT_URL_SNS", "http://127.0.0.1:3"),
                    Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:4"),
                    Map.entry("AWS_USE_FIPS_ENDPOINT", "true"),
                    Map.entry("AWS_USE_DUALSTACK_ENDPOINT", "true"))));
    assertThat(settings.requestsPerDay()).isZero();
    assertThat(settings.corsOrigins()).isEqualTo(Set.of("https://a.example", "https://b.example"));
    assertThat(settings.maxBodyBytes()).isEqualTo(1024);
    assertThat(settings.drain()).isEqualTo(Duration.ofMinutes(14));
    assertThat(settings.aws())
        .isEqualTo(
            new AwsSettings(
                new AwsEndpoints("eu-central-1", true, true),
                "http://169.254.170.2/x",
                Map.of(
                    "", "http://127.0.0.1:4",
                    "LAMBDA", "http://127.0.0.1:1",
                    "APIGATEWAYMANAGEMENTAPI", "http://127.0.0.1:2/prod",
                    "SNS", "http://127.0.0.1:3")));
    assertThat(settings.budgetTopic()).isEqualTo("arn:aws:sns:eu-central-1:1:t");
    assertThat(settings.tables().prices()).isEqualTo("p");
    assertThat(settings.metricsNamespace()).contains("Streambed/eu");
  }

  @Test
  void refusesWhatIsNeitherOnNorOff() {
    assertThat(Settings.from(with(Map.of("STREAMBED_METRICS", "off"))).metricsNamespace())
        .isEmpty();
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.from(with(Map.of("STREAMBED_METRICS", "no"))))
        .withMessage("STREAMBED_METRICS must be on or off: no");
  }

  @Test
  void namesWhatIsMissing() {
    for (String name : REQUIRED.keySet()) {
      for (String nothing : List.of("", "  ")) {
        assertThatExceptionOfType(SettingsException.class)
            .isThrownBy(() -> Settings.from(with(Map.of(name, nothing))))
            .withMessageStartingWith(name + " is not set: set it to the ");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "many", "2147483648", "99999999999", "0x10", "1e3"})
  void refusesWhatIsNoNumber(String value) {
    for (String name : List.of("STREAMBED_REQUESTS_PER_DAY", "STREAMBED_MAX_BODY_BYTES")) {
      assertThatExceptionOfType(SettingsException.class)
          .isThrownBy(() -> Settings.from(with(Map.of(name, value))))
          .withMessageStartingWith(name)
          .withMessageEndingWith(value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"841", "-1", "2m", "99999999999"})
  void refusesToReadOnForLongerThanAFunctionRuns(String value) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.from(with(Map.of("STREAMBED_DRAIN_SECONDS", value))))
        .withMessage("STREAMBED_DRAIN_SECONDS must be a whole number up to 840: " + value);
  }

  @ParameterizedTest
  @CsvSource({"'', 1000", "' ', 1000", "' 7 ', 7", "2147483647, 2147483647"})
  void takesAnEmptyVariableForNone(String value, long requests) {
    Map<String, String> environment = with(Map.of("STREAMBED_REQUESTS_PER_DAY", value));
    assertThat(Settings.from(environment).requestsPerDay()).isEqualTo(requests);
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.putAll(more);
    return environment;
  }
}
