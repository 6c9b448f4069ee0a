package dev.streambed.cdk.app;

import dev.streambed.cdk.ReportingSettings;
import java.util.OptionalInt;

/** The section {@code reporting}. */
final class ReportingChoice {
  private ReportingChoice() {}

  static ReportingSettings read(Section section) {
    var defaults = ReportingSettings.DEFAULTS;
    return new ReportingSettings(
        section.number("retentionDays").map(OptionalInt::of).orElse(defaults.retentionDays()),
        section.number("scanLimitGibibytes").orElse(defaults.scanLimitGibibytes()));
  }
}
