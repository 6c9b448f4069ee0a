package dev.streambed.gateway.config;

import dev.streambed.gateway.aws.AwsEndpoints;
import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.RateLimit;
import dev.streambed.gateway.domain.RequiredGuardrail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The function's configuration. No other class knows names of environment variables.
///
/// @param requestsPerDay limit of customers without limits of their own
/// @param corsOrigins web origins that may read responses of the REST API, or `*`
/// @param maxBodyBytes largest request body
/// @param drain how long an answer is drained for Bedrock's token counts after a stop or a
///   disconnect, in whole seconds; zero to turn draining off
/// @param jwt the issuer whose JSON Web Tokens are accepted; empty for none
/// @param metricsNamespace the CloudWatch namespace of the metrics in log lines; empty to write
///   none
/// @param budgetTopic ARN of the topic for notices of budget thresholds; empty for none
/// @param models ids or ARNs of the models that the gateway was deployed with, in the configured
///   order; empty when the deployment lists none
/// @param aliases other names for models
/// @param fallbackAfter how long a streamed answer may be silent before its first content until it
///   falls back to the next target of its alias; zero: however long
/// @param rates the default rate limits per minute
/// @param guardrails what is said about guardrails; empty when nothing is
/// @param serviceTiers which tiers and latencies requests may ask for; empty for all
/// @param automaticPromptCaching whether requests get cache points that their callers have not set
/// @param originSecrets what CloudFront sends with every request to the Function URL; empty when
///   the Function URL answers everyone
/// @param jsonLogFormat whether Lambda's log format is JSON: it then looks into each line
public record Settings(
    AwsSettings aws,
    TableNames tables,
    long requestsPerDay,
    Set<String> corsOrigins,
    int maxBodyBytes,
    Duration drain,
    Optional<JwtIssuer> jwt,
    Optional<String> metricsNamespace,
    String budgetTopic,
    List<String> models,
    ModelAliases aliases,
    Duration fallbackAfter,
    Map<RateLimit, Long> rates,
    Optional<GuardrailSettings> guardrails,
    Optional<ServiceTierSettings> serviceTiers,
    boolean automaticPromptCaching,
    Optional<OriginSecrets> originSecrets,
    boolean jsonLogFormat) {

  /// Name of the table `customers`; required.
  public static final String CUSTOMERS_TABLE = "STREAMBED_CUSTOMERS_TABLE";

  /// Name of the table `api-keys`; required.
  public static final String API_KEYS_TABLE = "STREAMBED_API_KEYS_TABLE";

  /// Name of the table `limits`; required.
  public static final String LIMITS_TABLE = "STREAMBED_LIMITS_TABLE";

  /// Name of the table `usage`; required.
  public static final String USAGE_TABLE = "STREAMBED_USAGE_TABLE";

  /// Name of the table `sessions`; required.
  public static final String SESSIONS_TABLE = "STREAMBED_SESSIONS_TABLE";

  /// Requests per day of a customer without limits of its own.
  public static final String REQUESTS_PER_DAY = "STREAMBED_REQUESTS_PER_DAY";

  /// Origins allowed on the REST API, comma-separated, or `*`.
  public static final String CORS_ORIGINS = "STREAMBED_CORS_ORIGINS";

  /// Largest request body, in bytes.
  public static final String MAX_BODY_BYTES = "STREAMBED_MAX_BODY_BYTES";

  /// How long an answer is drained after a stop or a disconnect, in seconds, 0 to 840.
  public static final String DRAIN_SECONDS = "STREAMBED_DRAIN_SECONDS";

  /// The issuer whose JSON Web Tokens are accepted: the value of their claim `iss`.
  public static final String JWT_ISSUER = "STREAMBED_JWT_ISSUER";

  /// A value that their claim `aud` must contain.
  public static final String JWT_AUDIENCE = "STREAMBED_JWT_AUDIENCE";

  /// The claim that holds the customer's id.
  public static final String JWT_CUSTOMER_CLAIM = "STREAMBED_JWT_CUSTOMER_CLAIM";

  /// Name of the table `prices`; without it the bundled prices apply.
  public static final String PRICES_TABLE = "STREAMBED_PRICES_TABLE";

  /// Whether log lines contain CloudWatch metrics: `on` or `off`.
  public static final String METRICS = "STREAMBED_METRICS";

  /// The namespace of these metrics, which separates the deployments of an account.
  public static final String METRICS_NAMESPACE = "STREAMBED_METRICS_NAMESPACE";

  /// ARN of the SNS topic for notices of budget thresholds; without it, none are sent.
  public static final String BUDGET_TOPIC = "STREAMBED_BUDGET_TOPIC";

  /// Ids or ARNs of the deployed models, comma-separated; or `gzip:` and that text, compressed and
  /// in base64, because Lambda limits the environment to 4 KB.
  public static final String MODELS = "STREAMBED_MODELS";

  /// Other names for models, each as `name=model`, comma-separated; a name that ends in `*` stands
  /// for all that begin as it does. With `|` between them, further models follow that are fallen
  /// back to; `@` and a Region follow a model that is called in another one. May be compressed as
  /// the models are.
  public static final String MODEL_ALIASES = "STREAMBED_MODEL_ALIASES";

  /// The guardrail of Bedrock that models are called with for customers without one of their own:
  /// its id or ARN, a colon and its version.
  public static final String GUARDRAIL = "STREAMBED_GUARDRAIL";

  /// Ids or ARNs of models that are called without an enforced guardrail, as [#MODELS] has them.
  public static final String GUARDRAIL_EXCLUDED_MODELS = "STREAMBED_GUARDRAIL_EXCLUDED_MODELS";

  /// Whether callers may name a guardrail of their own where none is enforced: `on` or `off`.
  public static final String CALLER_GUARDRAILS = "STREAMBED_ALLOW_CALLER_GUARDRAILS";

  /// Service tiers of Bedrock that requests may ask for besides the usual one, comma-separated,
  /// such as `flex`; `default` alone for no other.
  public static final String SERVICE_TIERS = "STREAMBED_SERVICE_TIERS";

  /// Latencies that requests may ask for: `standard`, `optimized` or both, comma-separated.
  public static final String LATENCIES = "STREAMBED_LATENCIES";

  /// How many seconds a streamed answer may be silent before its first content until the next model
  /// is asked, 0 to 840; 0: however long.
  public static final String FALLBACK_AFTER_SECONDS = "STREAMBED_FALLBACK_AFTER_SECONDS";

  /// Whether requests that the gateway translates to Converse get cache points that their callers
  /// have not set: `automatic` or `off`.
  public static final String PROMPT_CACHING = "STREAMBED_PROMPT_CACHING";

  public static final String REGION = "AWS_REGION";
  static final String ENDPOINT = "AWS_ENDPOINT_URL";
  public static final String LAMBDA_ENDPOINT = "AWS_ENDPOINT_URL_LAMBDA";
  public static final String MANAGEMENT_ENDPOINT = "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI";
  public static final String BEDROCK_ENDPOINT = "AWS_ENDPOINT_URL_BEDROCK_RUNTIME";
  static final String CREDENTIALS_URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  static final String CREDENTIALS_TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String FIPS = "AWS_USE_FIPS_ENDPOINT";
  private static final String LOG_FORMAT = "AWS_LAMBDA_LOG_FORMAT";
  private static final String DUAL_STACK = "AWS_USE_DUALSTACK_ENDPOINT";

  /// What CloudFront sends in the header `x-origin-verify`. With it the Function URL answers no
  /// request that has neither this value nor the next.
  public static final String ORIGIN_SECRET = "STREAMBED_ORIGIN_SECRET";

  /// A second value that is accepted, while the first is replaced.
  public static final String ALTERNATE_ORIGIN_SECRET = "STREAMBED_ALTERNATE_ORIGIN_SECRET";

  private static final String DEFAULT_METRICS_NAMESPACE = "Streambed";
  private static final String DEFAULT_CUSTOMER_CLAIM = "sub";
  private static final long DEFAULT_REQUESTS_PER_DAY = 1000;
  private static final long DEFAULT_MAX_BODY_BYTES = 6 * 1024 * 1024;
  private static final long DEFAULT_DRAIN_SECONDS = 120;
  private static final long DEFAULT_FALLBACK_AFTER_SECONDS = 60;
  private static final long MOST_DRAIN_SECONDS = 840;

  public Settings {
    corsOrigins = Set.copyOf(corsOrigins);
    models = List.copyOf(models);
    rates = Map.copyOf(rates);
  }

  /// Reads the environment.
  ///
  /// @throws SettingsException when a variable is missing or invalid
  public static Settings from(Map<String, String> environment) {
    EnvironmentVariables environmentVariables = new EnvironmentVariables(environment);
    return new Settings(
        aws(environmentVariables),
        new TableNames(
            environmentVariables.required(CUSTOMERS_TABLE, "the name of the table customers"),
            environmentVariables.required(API_KEYS_TABLE, "the name of the table api-keys"),
            environmentVariables.required(LIMITS_TABLE, "the name of the table limits"),
            environmentVariables.required(USAGE_TABLE, "the name of the table usage"),
            environmentVariables.required(SESSIONS_TABLE, "the name of the table sessions"),
            environmentVariables.text(PRICES_TABLE, "")),
        environmentVariables.number(REQUESTS_PER_DAY, DEFAULT_REQUESTS_PER_DAY),
        Set.copyOf(environmentVariables.list(CORS_ORIGINS)),
        Math.toIntExact(environmentVariables.number(MAX_BODY_BYTES, DEFAULT_MAX_BODY_BYTES)),
        Duration.ofSeconds(
            environmentVariables.number(DRAIN_SECONDS, DEFAULT_DRAIN_SECONDS, MOST_DRAIN_SECONDS)),
        jwt(environmentVariables),
        metricsNamespace(environmentVariables),
        environmentVariables.text(BUDGET_TOPIC, ""),
        environmentVariables.list(MODELS),
        aliases(environmentVariables),
        Duration.ofSeconds(
            environmentVariables.number(
                FALLBACK_AFTER_SECONDS, DEFAULT_FALLBACK_AFTER_SECONDS, MOST_DRAIN_SECONDS)),
        rates(environmentVariables),
        guardrails(environmentVariables),
        serviceTiers(environmentVariables),
        automaticPromptCaching(environmentVariables),
        originSecrets(environmentVariables),
        environmentVariables.text(LOG_FORMAT, "").equals("JSON"));
  }

  private static AwsSettings aws(EnvironmentVariables environmentVariables) {
    String region = environmentVariables.required(REGION, "the Region that the function runs in");
    return new AwsSettings(
        new AwsEndpoints(
            region, environmentVariables.isTrue(FIPS), environmentVariables.isTrue(DUAL_STACK)),
        environmentVariables.text(CREDENTIALS_URI, ""),
        environmentVariables.urlsByServiceId(ENDPOINT));
  }

  /// The same settings with a Function URL that answers everyone.
  public Settings withoutOriginSecrets() {
    return new Settings(
        aws,
        tables,
        requestsPerDay,
        corsOrigins,
        maxBodyBytes,
        drain,
        jwt,
        metricsNamespace,
        budgetTopic,
        models,
        aliases,
        fallbackAfter,
        rates,
        guardrails,
        serviceTiers,
        automaticPromptCaching,
        Optional.empty(),
        jsonLogFormat);
  }

  private static Optional<OriginSecrets> originSecrets(EnvironmentVariables environmentVariables) {
    String secret = environmentVariables.text(ORIGIN_SECRET, "");
    String alternate = environmentVariables.text(ALTERNATE_ORIGIN_SECRET, "");
    if (secret.isEmpty() && alternate.isEmpty()) {
      return Optional.empty();
    }
    List<String> hashes = new ArrayList<>();
    hashes.add(OriginSecrets.hash(ORIGIN_SECRET, secret));
    if (!alternate.isEmpty()) {
      hashes.add(OriginSecrets.hash(ALTERNATE_ORIGIN_SECRET, alternate));
    }
    return Optional.of(new OriginSecrets(hashes));
  }

  private static boolean automaticPromptCaching(EnvironmentVariables environmentVariables) {
    return switch (environmentVariables.text(PROMPT_CACHING, "off")) {
      case "automatic" -> true;
      case "off" -> false;
      case String other ->
          throw new SettingsException(PROMPT_CACHING + " must be automatic or off: " + other);
    };
  }

  private static Optional<ServiceTierSettings> serviceTiers(
      EnvironmentVariables environmentVariables) {
    Optional<Set<String>> tiers = words(environmentVariables, SERVICE_TIERS);
    Optional<Set<String>> latencies = words(environmentVariables, LATENCIES);
    return tiers.isEmpty() && latencies.isEmpty()
        ? Optional.empty()
        : Optional.of(new ServiceTierSettings(tiers, latencies));
  }

  private static Optional<Set<String>> words(
      EnvironmentVariables environmentVariables, String name) {
    Set<String> words = new HashSet<>();
    for (String word : environmentVariables.list(name)) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(words));
  }

  private static Optional<GuardrailSettings> guardrails(EnvironmentVariables environmentVariables) {
    String guardrail = environmentVariables.text(GUARDRAIL, "");
    Set<String> excluded = Set.copyOf(environmentVariables.list(GUARDRAIL_EXCLUDED_MODELS));
    boolean callers = environmentVariables.flag(CALLER_GUARDRAILS, true);
    return guardrail.isEmpty() && excluded.isEmpty() && callers
        ? Optional.empty()
        : Optional.of(new GuardrailSettings(guardrail(guardrail), excluded, callers));
  }

  private static Optional<RequiredGuardrail> guardrail(String text) {
    Optional<RequiredGuardrail> guardrail =
        text.isEmpty() ? Optional.empty() : RequiredGuardrail.of(text);
    if (guardrail.isEmpty() && !text.isEmpty()) {
      throw new SettingsException(
          GUARDRAIL + " must be a guardrail's id or ARN, a colon and its version: " + text);
    }
    return guardrail;
  }

  /// The variable of a rate limit, such as `STREAMBED_STOPS_PER_MINUTE`.
  public static String variable(RateLimit limit) {
    return "STREAMBED_" + limit.name();
  }

  private static ModelAliases aliases(EnvironmentVariables environmentVariables) {
    Map<String, List<ModelTarget>> targets = new HashMap<>();
    for (String alias : environmentVariables.list(MODEL_ALIASES)) {
      int equals = alias.indexOf('=');
      List<ModelTarget> ofAlias = new ArrayList<>();
      for (String target : alias.substring(equals + 1).split("\\|", -1)) {
        ofAlias.add(
            ModelTarget.parse(target)
                .filter(_ -> equals > 0)
                .orElseThrow(() ->
                    new SettingsException(
                        MODEL_ALIASES + " must be name=model|model@region: " + alias)));
      }
      targets.put(alias.substring(0, Math.max(0, equals)), List.copyOf(ofAlias));
    }
    return new ModelAliases(targets);
  }

  private static Map<RateLimit, Long> rates(EnvironmentVariables environmentVariables) {
    Map<RateLimit, Long> rates = new EnumMap<>(RateLimit.class);
    for (RateLimit limit : RateLimit.values()) {
      rates.put(limit, environmentVariables.number(variable(limit), limit.defaultPerMinute()));
    }
    return rates;
  }

  private static Optional<JwtIssuer> jwt(EnvironmentVariables environmentVariables) {
    if (environmentVariables.text(JWT_ISSUER, "").isEmpty()
        && environmentVariables.text(JWT_AUDIENCE, "").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new JwtIssuer(
            environmentVariables.httpsAddress(JWT_ISSUER),
            environmentVariables.required(
                JWT_AUDIENCE, "the audience of the tokens of " + JWT_ISSUER),
            environmentVariables.text(JWT_CUSTOMER_CLAIM, DEFAULT_CUSTOMER_CLAIM)));
  }

  private static Optional<String> metricsNamespace(EnvironmentVariables environmentVariables) {
    return environmentVariables.flag(METRICS, true)
        ? Optional.of(environmentVariables.text(METRICS_NAMESPACE, DEFAULT_METRICS_NAMESPACE))
        : Optional.empty();
  }
}
