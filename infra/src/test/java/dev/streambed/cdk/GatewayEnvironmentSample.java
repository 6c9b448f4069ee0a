package dev.streambed.cdk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** The function's environment of a template in which everything was chosen. */
public final class GatewayEnvironmentSample {
  public static final int REQUESTS_PER_DAY = 50;
  public static final int PER_MINUTE = 7;
  public static final Duration DRAIN = Duration.ofSeconds(30);
  public static final List<String> ORIGINS =
      List.of("https://a.example.com", "https://b.example.com");

  public static final List<String> MODELS = List.of(SampleProps.MODEL);
  public static final Duration FALLBACK_AFTER = Duration.ofSeconds(20);
  public static final String REGION = "eu-west-1";

  /** What each stands for, as the function reads it. */
  public static final Map<String, List<String>> ALIASES =
      Map.of(
          "small",
          List.of(SampleProps.MODEL, SampleProps.MODEL + "@" + REGION),
          "claude-*",
          List.of(SampleProps.MODEL));

  private GatewayEnvironmentSample() {}

  private static DefaultLimits everyLimit() {
    var limits = DefaultLimits.OF_THE_FUNCTION.withRequestsPerDay(REQUESTS_PER_DAY);
    for (var limit : RateLimit.values()) {
      limits = limits.withPerMinute(limit, PER_MINUTE);
    }
    return limits;
  }

  /** References are written out as text: a table's name contains its logical id. */
  public static Map<String, String> synthesized() {
    var template =
        Template.of(stack ->
            new Streambed(
                stack,
                "Streambed",
                SampleProps.least().toBuilder()
                    .cloudFront(
                        CloudFrontSettings.DEFAULTS
                            .withOriginSecret(Secret.Builder.create(stack, "Secret").build())
                            .withAlternateOriginSecret(
                                Secret.Builder.create(stack, "Other").build())
                            .withDirectAccess(false))
                    .allowedOrigins(ORIGINS.toArray(String[]::new))
                    .modelAliases(
                        Map.of(
                            "small",
                            ModelAlias.of(SampleProps.MODEL).orElse(SampleProps.MODEL, REGION),
                            "claude-*",
                            ModelAlias.of(SampleProps.MODEL)))
                    .fallbackAfter(FALLBACK_AFTER)
                    .defaultLimits(everyLimit())
                    .jwt(
                        JwtSettings.of("https://login.example.com", "streambed")
                            .withCustomerClaim("customer"))
                    .serviceTiers(
                        ServiceTierSettings.DEFAULTS.withTiers("flex").withLatencies("standard"))
                    .promptCaching(PromptCaching.AUTOMATIC)
                    .guardrails(
                        GuardrailSettings.DEFAULTS
                            .withEnforced(
                                DeploymentGuardrail.of("gr1", "3")
                                    .withExcludedModels(SampleProps.MODEL))
                            .withCallers(false))
                    .observability(Observability.DEFAULTS.withMetrics(false).withAlarms(true))
                    .function(FunctionSettings.DEFAULTS.withDrain(DRAIN))
                    .build()));
    return template
        .only("AWS::Lambda::Function")
        .properties()
        .at("/Environment/Variables")
        .properties()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Resource.text(entry.getValue())));
  }
}
