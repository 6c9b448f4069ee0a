package dev.streambed.cdk;

import java.util.Map;
import java.util.TreeMap;

/** The environment variables that the function and Lambda read. */
final class GatewayEnvironment {
  static final String CUSTOMERS_TABLE = "STREAMBED_CUSTOMERS_TABLE";
  static final String API_KEYS_TABLE = "STREAMBED_API_KEYS_TABLE";
  static final String LIMITS_TABLE = "STREAMBED_LIMITS_TABLE";
  static final String USAGE_TABLE = "STREAMBED_USAGE_TABLE";
  static final String SESSIONS_TABLE = "STREAMBED_SESSIONS_TABLE";
  static final String PRICES_TABLE = "STREAMBED_PRICES_TABLE";

  static final String BUDGET_TOPIC = "STREAMBED_BUDGET_TOPIC";
  static final String METRICS_NAMESPACE = "STREAMBED_METRICS_NAMESPACE";
  static final String MODELS = "STREAMBED_MODELS";
  static final String MODEL_ALIASES = "STREAMBED_MODEL_ALIASES";

  private static final String ORIGIN_SECRET = "STREAMBED_ORIGIN_SECRET";
  private static final String ALTERNATE_ORIGIN_SECRET = "STREAMBED_ALTERNATE_ORIGIN_SECRET";
  private static final String GUARDRAIL = "STREAMBED_GUARDRAIL";
  private static final String GUARDRAIL_EXCLUDED_MODELS = "STREAMBED_GUARDRAIL_EXCLUDED_MODELS";
  private static final String CALLER_GUARDRAILS = "STREAMBED_ALLOW_CALLER_GUARDRAILS";
  private static final String SERVICE_TIERS = "STREAMBED_SERVICE_TIERS";
  private static final String LATENCIES = "STREAMBED_LATENCIES";
  private static final String PROMPT_CACHING = "STREAMBED_PROMPT_CACHING";
  private static final String FALLBACK_AFTER_SECONDS = "STREAMBED_FALLBACK_AFTER_SECONDS";
  private static final String REQUESTS_PER_DAY = "STREAMBED_REQUESTS_PER_DAY";
  private static final String DRAIN_SECONDS = "STREAMBED_DRAIN_SECONDS";
  private static final String CORS_ORIGINS = "STREAMBED_CORS_ORIGINS";
  private static final String JWT_ISSUER = "STREAMBED_JWT_ISSUER";
  private static final String JWT_AUDIENCE = "STREAMBED_JWT_AUDIENCE";
  private static final String JWT_CUSTOMER_CLAIM = "STREAMBED_JWT_CUSTOMER_CLAIM";
  private static final String METRICS = "STREAMBED_METRICS";

  private GatewayEnvironment() {}

  /**
   * The variables that do not depend on a resource. The function has defaults for those that are
   * absent.
   */
  static Map<String, String> of(StreambedProps props) {
    var variables =
        new TreeMap<String, String>(DeployedRuntime.of(props.function().runtime()).environment());
    props
        .defaultLimits()
        .requestsPerDay()
        .ifPresent(limit -> variables.put(REQUESTS_PER_DAY, Integer.toString(limit)));
    props
        .defaultLimits()
        .perMinute()
        .forEach((limit, number) -> variables.put(limit.variable(), Integer.toString(number)));
    props
        .function()
        .drain()
        .ifPresent(time -> variables.put(DRAIN_SECONDS, Long.toString(time.toSeconds())));
    // The Function URL sets the CORS headers itself; a second header from the function would break
    // pages.
    if (props.has(FrontDoor.REST_API) && !props.allowedOrigins().isEmpty()) {
      variables.put(CORS_ORIGINS, String.join(",", props.allowedOrigins()));
    }
    props.jwt().ifPresent(jwt -> addTo(variables, jwt));
    props.cloudFront().ifPresent(settings -> addTo(variables, settings));
    if (!props.observability().metrics()) {
      variables.put(METRICS, "off");
    }
    if (!props.modelAliases().isEmpty()) {
      variables.put(MODEL_ALIASES, ModelAliasList.of(props.modelAliases()));
    }
    addTo(variables, props.guardrails());
    if (!props.serviceTiers().tiers().isEmpty()) {
      variables.put(SERVICE_TIERS, String.join(",", props.serviceTiers().tiers()));
    }
    if (!props.serviceTiers().latencies().isEmpty()) {
      variables.put(LATENCIES, String.join(",", props.serviceTiers().latencies()));
    }
    if (props.promptCaching() == PromptCaching.AUTOMATIC) {
      variables.put(PROMPT_CACHING, "automatic");
    }
    props
        .fallbackAfter()
        .ifPresent(time -> variables.put(FALLBACK_AFTER_SECONDS, Long.toString(time.toSeconds())));
    // Last, because the function can do without it if the others leave no room.
    ModelList.of(props.models(), EnvironmentSize.roomForModels(variables))
        .ifPresent(models -> variables.put(MODELS, models));
    return variables;
  }

  // CloudFront may send a secret before the function wants one, so that no request is lost when
  // direct access ends.
  private static void addTo(Map<String, String> variables, CloudFrontSettings cloudFront) {
    if (cloudFront.directAccess()) {
      return;
    }
    cloudFront
        .originSecret()
        .map(FunctionUrlDistribution::value)
        .ifPresent(secret -> variables.put(ORIGIN_SECRET, secret));
    cloudFront
        .alternateOriginSecret()
        .map(FunctionUrlDistribution::value)
        .ifPresent(secret -> variables.put(ALTERNATE_ORIGIN_SECRET, secret));
  }

  private static void addTo(Map<String, String> variables, GuardrailSettings guardrails) {
    guardrails
        .enforced()
        .ifPresent(guardrail -> {
          variables.put(GUARDRAIL, guardrail.identifier() + ":" + guardrail.version());
          if (!guardrail.excludedModels().isEmpty()) {
            variables.put(GUARDRAIL_EXCLUDED_MODELS, String.join(",", guardrail.excludedModels()));
          }
        });
    if (!guardrails.callers()) {
      variables.put(CALLER_GUARDRAILS, "off");
    }
  }

  private static void addTo(Map<String, String> variables, JwtSettings jwt) {
    variables.put(JWT_ISSUER, jwt.issuer());
    variables.put(JWT_AUDIENCE, jwt.audience());
    jwt.customerClaim().ifPresent(claim -> variables.put(JWT_CUSTOMER_CLAIM, claim));
  }
}
