package dev.streambed.cdk.app;

import dev.streambed.cdk.FunctionSettings;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awscdk.services.lambda.Architecture;

/** The section {@code function}. */
final class FunctionChoice {
  private static final Map<String, Architecture> ARCHITECTURES =
      Map.of("arm64", Architecture.ARM_64, "x86_64", Architecture.X86_64);

  private FunctionChoice() {}

  static FunctionSettings read(Section section) {
    var defaults = FunctionSettings.DEFAULTS;
    return new FunctionSettings(
        section.number("memoryMebibytes").orElse(defaults.memoryMebibytes()),
        section.choice("architecture", ARCHITECTURES).orElse(defaults.architecture()),
        section.number("timeoutSeconds").map(Duration::ofSeconds).orElse(defaults.timeout()),
        section.number("reservedConcurrency").map(OptionalInt::of).orElse(OptionalInt.empty()),
        section.flag("tracing").orElse(defaults.tracing()),
        section.number("drainSeconds").map(Duration::ofSeconds));
  }
}
