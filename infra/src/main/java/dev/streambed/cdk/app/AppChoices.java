package dev.streambed.cdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.cdk.BedrockModel;
import dev.streambed.cdk.DefaultLimits;
import dev.streambed.cdk.FrontDoor;
import dev.streambed.cdk.PromptCaching;
import dev.streambed.cdk.RateLimit;
import dev.streambed.cdk.ReportingSettings;
import dev.streambed.cdk.StreambedProps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * The configuration below the context key {@value #KEY}. Every key except {@code models} has a
 * default; keys have the names of the construct's properties.
 *
 * @param name the prefix of the stacks' names, so that one account can have several deployments
 * @param service the properties of the service, without what exists already; its tables come from
 *     the data stack
 * @param existing resources of the account that the stacks use
 * @param reporting the settings of the reporting stack; if absent, there is none
 */
record AppChoices(
    String name,
    StreambedProps service,
    ExistingResources existing,
    Optional<ReportingSettings> reporting) {
  static final String KEY = "streambed";
  static final String DEFAULT_NAME = "streambed";

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,99}");
  private static final Map<String, FrontDoor> FRONT_DOORS =
      Map.of(
          "functionUrl", FrontDoor.FUNCTION_URL,
          "restApi", FrontDoor.REST_API,
          "webSocket", FrontDoor.WEB_SOCKET);
  private static final Map<String, PromptCaching> PROMPT_CACHING =
      Map.of("off", PromptCaching.OFF, "automatic", PromptCaching.AUTOMATIC);
  private static final Map<String, RemovalPolicy> REMOVAL_POLICIES =
      Map.of("retain", RemovalPolicy.RETAIN, "destroy", RemovalPolicy.DESTROY);
  private static final Map<String, RetentionDays> RETENTIONS =
      Stream.of(RetentionDays.values())
          .collect(Collectors.toMap(RetentionDays::name, Function.identity()));

  AppChoices {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name starts with a letter and goes on with letters, digits and hyphens: " + name);
    }
  }

  /**
   * Reads the configuration.
   *
   * @throws ChoiceException naming the invalid key and its allowed values
   */
  static AppChoices from(JsonNode choices) {
    return Section.read(KEY, choices, AppChoices::read);
  }

  private static AppChoices read(Section section) {
    var service = StreambedProps.builder().models(models(section));
    section.byName("modelAliases", AliasChoice::read).ifPresent(service::modelAliases);
    section
        .number("fallbackAfterSeconds")
        .map(Duration::ofSeconds)
        .ifPresent(service::fallbackAfter);
    section
        .texts("allowedOrigins")
        .ifPresent(origins -> service.allowedOrigins(origins.toArray(String[]::new)));
    section
        .choices("frontDoors", FRONT_DOORS)
        .ifPresent(doors -> service.frontDoors(doors.toArray(FrontDoor[]::new)));
    section.section("defaultLimits", AppChoices::limits).ifPresent(service::defaultLimits);
    section.section("function", SettingsReader::function).ifPresent(service::function);
    section.section("restApi", SettingsReader::restApi).ifPresent(service::restApi);
    section.section("webSocket", SettingsReader::webSocket).ifPresent(service::webSocket);
    section.choice("logRetention", RETENTIONS).ifPresent(service::logRetention);
    section.choice("removalPolicy", REMOVAL_POLICIES).ifPresent(service::removalPolicy);
    section.number("sweepMinutes").map(Duration::ofMinutes).ifPresent(service::sweepInterval);
    section.section("jwt", SettingsReader::jwt).ifPresent(service::jwt);
    section
        .section("observability", SettingsReader::observability)
        .ifPresent(service::observability);
    service.guardrails(SettingsReader.guardrails(section));
    service.serviceTiers(SettingsReader.serviceTiers(section));
    section.choice("promptCaching", PROMPT_CACHING).ifPresent(service::promptCaching);
    var reporting =
        section.sectionOrFlag("reporting", SettingsReader::reporting, ReportingSettings.DEFAULTS);
    var name = section.text("name").orElse(DEFAULT_NAME);
    var existing = ExistingResourcesReader.read(section);
    return new AppChoices(name, service.build(), existing, reporting);
  }

  private static BedrockModel[] models(Section section) {
    return section.list("models").orElse(List.of()).stream()
        .map(model -> ModelChoice.read(section.pathOf("models"), model))
        .toArray(BedrockModel[]::new);
  }

  private static DefaultLimits limits(Section section) {
    var limits =
        section
            .number("requestsPerDay")
            .map(DefaultLimits.OF_THE_FUNCTION::withRequestsPerDay)
            .orElse(DefaultLimits.OF_THE_FUNCTION);
    for (var limit : RateLimit.values()) {
      var number = section.number(limit.key());
      if (number.isPresent()) {
        limits = limits.withPerMinute(limit, number.get());
      }
    }
    return limits;
  }
}
