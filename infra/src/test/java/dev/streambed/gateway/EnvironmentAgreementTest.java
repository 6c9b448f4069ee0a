package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.cdk.GatewayEnvironmentSample;
import dev.streambed.gateway.config.GuardrailSettings;
import dev.streambed.gateway.config.JwtIssuer;
import dev.streambed.gateway.config.ServiceTierSettings;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.RateLimit;
import dev.streambed.gateway.domain.RequiredGuardrail;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The template's environment, read by the function's own reader. */
class EnvironmentAgreementTest {
  private static final Map<String, String> ENVIRONMENT = environment();

  @Test
  void everyTableReachesTheFunctionUnderItsOwnName() {
    var tables = Settings.from(ENVIRONMENT).tables();
    assertThat(tables.customers()).contains("Customers");
    assertThat(tables.apiKeys()).contains("ApiKeys");
    assertThat(tables.limits()).contains("Limits");
    assertThat(tables.usage()).contains("Usage");
    assertThat(tables.sessions()).contains("Sessions");
    assertThat(tables.prices()).contains("Prices");
  }

  @Test
  void everyChoiceReachesTheFunction() {
    var settings = Settings.from(ENVIRONMENT);
    assertThat(settings.requestsPerDay()).isEqualTo(GatewayEnvironmentSample.REQUESTS_PER_DAY);
    assertThat(settings.rates())
        .containsOnlyKeys(RateLimit.values())
        .allSatisfy(
            (limit, number) -> assertThat(number).isEqualTo(GatewayEnvironmentSample.PER_MINUTE));
    assertThat(settings.drain()).isEqualTo(GatewayEnvironmentSample.DRAIN);
    assertThat(settings.corsOrigins())
        .containsExactlyInAnyOrderElementsOf(GatewayEnvironmentSample.ORIGINS);
    assertThat(settings.metricsNamespace()).isEmpty();
    assertThat(settings.budgetTopic()).contains("Alerts");
    assertThat(settings.models()).isEqualTo(GatewayEnvironmentSample.MODELS);
    assertThat(settings.aliases().targets().entrySet())
        .extracting(alias ->
            Map.entry(alias.getKey(), alias.getValue().stream().map(ModelTarget::write).toList()))
        .containsExactlyInAnyOrderElementsOf(GatewayEnvironmentSample.ALIASES.entrySet());
    assertThat(settings.guardrails())
        .contains(
            new GuardrailSettings(
                RequiredGuardrail.of("gr1:3"), Set.copyOf(GatewayEnvironmentSample.MODELS), false));
    assertThat(settings.serviceTiers())
        .contains(
            new ServiceTierSettings(Optional.of(Set.of("flex")), Optional.of(Set.of("standard"))));
    assertThat(settings.automaticPromptCaching()).isTrue();
    assertThat(settings.originSecrets().orElseThrow().hashes()).hasSize(2).doesNotHaveDuplicates();
    assertThat(settings.fallbackAfter()).isEqualTo(GatewayEnvironmentSample.FALLBACK_AFTER);
    assertThat(settings.jwt())
        .contains(new JwtIssuer("https://login.example.com", "streambed", "customer"));
  }

  @ParameterizedTest
  @EnumSource
  void limitsByTheMinuteAreCalledAsTheFunctionCallsThem(RateLimit limit) {
    assertThat(dev.streambed.cdk.RateLimit.valueOf(limit.name()).key()).isEqualTo(limit.wireName());
    assertThat(dev.streambed.cdk.RateLimit.values()).hasSameSizeAs(RateLimit.values());
  }

  @ParameterizedTest
  @MethodSource("names")
  void theFunctionReadsEveryVariable(String name) {
    var changed = new HashMap<>(ENVIRONMENT);
    changed.put(name, another(name));
    assertThat(Settings.from(changed)).isNotEqualTo(Settings.from(ENVIRONMENT));
  }

  /** A value that the function takes, and that is not what it is told. */
  private static String another(String name) {
    return switch (name) {
      case "STREAMBED_JWT_ISSUER" -> "https://77.example.com";
      case "STREAMBED_METRICS", "STREAMBED_ALLOW_CALLER_GUARDRAILS" -> "on";
      case "STREAMBED_PROMPT_CACHING" -> "off";
      case "STREAMBED_GUARDRAIL" -> "gr1:4";
      case "STREAMBED_ORIGIN_SECRET", "STREAMBED_ALTERNATE_ORIGIN_SECRET" -> "7".repeat(16);
      case "STREAMBED_MODEL_ALIASES" -> "other=a.b";
      default -> "77";
    };
  }

  @ParameterizedTest
  @MethodSource("requiredNames")
  void theFunctionRefusesToStartWithoutATable(String name) {
    var without = new HashMap<>(ENVIRONMENT);
    without.remove(name);
    assertThatThrownBy(() -> Settings.from(without)).hasMessageContaining(name);
  }

  static Iterable<String> names() {
    return ENVIRONMENT.keySet().stream().filter(name -> name.startsWith("STREAMBED_")).toList();
  }

  static Iterable<String> requiredNames() {
    return ENVIRONMENT.keySet().stream().filter(EnvironmentAgreementTest::isRequired).toList();
  }

  /** The team's own prices are a choice: the function brings a book along. */
  private static boolean isRequired(String name) {
    return name.endsWith("_TABLE") && !name.equals("STREAMBED_PRICES_TABLE");
  }

  private static Map<String, String> environment() {
    var environment = new HashMap<>(GatewayEnvironmentSample.synthesized());
    environment.put("AWS_REGION", "eu-west-1");
    return environment;
  }
}
