package dev.streambed.cdk.app;

import dev.streambed.cdk.AccessLogs;
import dev.streambed.cdk.DeploymentGuardrail;
import dev.streambed.cdk.FunctionRuntime;
import dev.streambed.cdk.FunctionSettings;
import dev.streambed.cdk.GuardrailSettings;
import dev.streambed.cdk.JwtSettings;
import dev.streambed.cdk.ManagedInstances;
import dev.streambed.cdk.Observability;
import dev.streambed.cdk.ReportingSettings;
import dev.streambed.cdk.RestApiSettings;
import dev.streambed.cdk.ServiceTierSettings;
import dev.streambed.cdk.WebSocketSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awscdk.services.lambda.Architecture;

/**
 * Reads each section of {@code cdk.json} that has a settings record of the construct. A key that is
 * absent keeps the default of that record.
 */
final class SettingsReader {
  private static final Map<String, Architecture> ARCHITECTURES =
      Map.of("arm64", Architecture.ARM_64, "x86_64", Architecture.X86_64);

  private static final String OWN = "own";
  private static final Map<String, String> RUNTIMES =
      Map.of("managed", "managed", "snap-start", "snap-start", OWN, OWN);

  /** Where {@code ./streambed package own-runtime} puts them. */
  private static final Path OWN_RUNTIME_ZIPS = Path.of("functions/gateway/target");

  private static final Map<String, AccessLogs> ACCESS_LOGS =
      Map.of(
          "off", AccessLogs.OFF,
          "on", AccessLogs.ON,
          "onWithAccountRole", AccessLogs.ON_WITH_ACCOUNT_ROLE);

  private SettingsReader() {}

  static FunctionSettings function(Section section) {
    var defaults = FunctionSettings.DEFAULTS;
    var architecture =
        section.choice("architecture", ARCHITECTURES).orElse(defaults.architecture());
    var instances =
        section.sectionOrFlag(
            "managedInstances", SettingsReader::managedInstances, ManagedInstances.DEFAULTS);
    return new FunctionSettings(
        section
            .number("memoryMebibytes")
            .orElse(
                instances.isPresent()
                    ? ManagedInstances.LEAST_MEMORY_MEBIBYTES
                    : defaults.memoryMebibytes()),
        architecture,
        runtime(section, architecture),
        section.number("timeoutSeconds").map(Duration::ofSeconds).orElse(defaults.timeout()),
        optional(section, "reservedConcurrency"),
        section.flag("tracing").orElse(defaults.tracing()),
        instances,
        section.number("drainSeconds").map(Duration::ofSeconds));
  }

  private static ManagedInstances managedInstances(Section section) {
    var defaults = ManagedInstances.DEFAULTS;
    return new ManagedInstances(
        defaults.capacityProvider(),
        section
            .number("perExecutionEnvironmentMaxConcurrency")
            .orElse(defaults.perExecutionEnvironmentMaxConcurrency()),
        section
            .number("executionEnvironmentMemoryGiBPerVCpu")
            .orElse(defaults.executionEnvironmentMemoryGiBPerVCpu()),
        section.number("minExecutionEnvironments").orElse(defaults.minExecutionEnvironments()),
        optional(section, "maxExecutionEnvironments"),
        optional(section, "maxVCpuCount"));
  }

  private static OptionalInt optional(Section section, String key) {
    return section.number(key).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static FunctionRuntime runtime(Section section, Architecture architecture) {
    var chosen = section.choice("runtime", RUNTIMES).orElse("managed");
    var zip = section.text("ownRuntimeZip");
    if (chosen.equals(OWN)) {
      return FunctionRuntime.own(
          zip.map(Path::of)
              .orElse(OWN_RUNTIME_ZIPS.resolve("own-runtime-" + architecture.getName() + ".zip")));
    }
    if (zip.isPresent()) {
      throw section.refusal("has ownRuntimeZip only with the runtime own");
    }
    return chosen.equals("snap-start") ? FunctionRuntime.snapStart() : FunctionRuntime.managed();
  }

  static RestApiSettings restApi(Section section) {
    var defaults = RestApiSettings.DEFAULTS;
    return new RestApiSettings(
        section.number("requestsPerSecond").orElse(defaults.requestsPerSecond()),
        section.number("burst").orElse(defaults.burst()),
        accessLogs(section).orElse(defaults.accessLogs()),
        defaults.domain());
  }

  static WebSocketSettings webSocket(Section section) {
    var defaults = WebSocketSettings.DEFAULTS;
    return new WebSocketSettings(
        section.number("messagesPerSecond").orElse(defaults.messagesPerSecond()),
        section.number("burst").orElse(defaults.burst()),
        accessLogs(section).orElse(defaults.accessLogs()),
        defaults.domain());
  }

  static JwtSettings jwt(Section section) {
    return new JwtSettings(
        requiredJwtKey(section, "issuer"),
        requiredJwtKey(section, "audience"),
        section.text("customerClaim"));
  }

  private static String requiredJwtKey(Section section, String key) {
    return section.text(key).orElseThrow(() -> section.refusal("has both issuer and audience"));
  }

  /** From keys of the configuration itself, because they stand for themselves. */
  static GuardrailSettings guardrails(Section section) {
    return new GuardrailSettings(
        section.section("guardrail", SettingsReader::guardrail),
        section.texts("customerGuardrails").orElse(GuardrailSettings.DEFAULTS.customers()),
        section.flag("allowCallerGuardrails").orElse(GuardrailSettings.DEFAULTS.callers()),
        section.text("guardrailProfile"));
  }

  /** From keys of the configuration itself, too. */
  static ServiceTierSettings serviceTiers(Section section) {
    return new ServiceTierSettings(
        section.texts("serviceTiers").orElse(ServiceTierSettings.DEFAULTS.tiers()),
        section.texts("latencies").orElse(ServiceTierSettings.DEFAULTS.latencies()));
  }

  private static DeploymentGuardrail guardrail(Section section) {
    return new DeploymentGuardrail(
        requiredGuardrailKey(section, "identifier"),
        requiredGuardrailKey(section, "version"),
        section.texts("excludedModels").orElse(List.of()));
  }

  private static String requiredGuardrailKey(Section section, String key) {
    return section.text(key).orElseThrow(() -> section.refusal("has both identifier and version"));
  }

  static Observability observability(Section section) {
    var defaults = Observability.DEFAULTS;
    return new Observability(
        section.flag("metrics").orElse(defaults.metrics()),
        section.flag("alarms").orElse(defaults.alarms()),
        section.flag("dashboard").orElse(defaults.dashboard()),
        section.number("dailyBudgetUsd").map(OptionalInt::of).orElse(defaults.dailyBudgetUsd()));
  }

  static ReportingSettings reporting(Section section) {
    var defaults = ReportingSettings.DEFAULTS;
    return new ReportingSettings(
        section.number("retentionDays").map(OptionalInt::of).orElse(defaults.retentionDays()),
        section.number("scanLimitGibibytes").orElse(defaults.scanLimitGibibytes()),
        defaults.encryptionKey(),
        defaults.loggingFormat());
  }

  private static Optional<AccessLogs> accessLogs(Section section) {
    return section.choice("accessLogs", ACCESS_LOGS);
  }
}
