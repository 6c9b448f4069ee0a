package dev.streambed.cdk.app;

import dev.streambed.cdk.Observability;
import java.util.OptionalInt;

/** The section {@code observability}. */
final class ObservabilityChoice {
  private ObservabilityChoice() {}

  static Observability read(Section section) {
    var defaults = Observability.DEFAULTS;
    return new Observability(
        section.flag("metrics").orElse(defaults.metrics()),
        section.flag("alarms").orElse(defaults.alarms()),
        section.flag("dashboard").orElse(defaults.dashboard()),
        section.number("dailyBudgetUsd").map(OptionalInt::of).orElse(defaults.dailyBudgetUsd()));
  }
}
