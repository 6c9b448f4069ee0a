package dev.streambed.cdk.app;

import dev.streambed.cdk.Observability;

/** The section {@code observability}. */
final class ObservabilityChoice {
  private ObservabilityChoice() {}

  static Observability read(Section section) {
    var defaults = Observability.DEFAULTS;
    return new Observability(section.flag("metrics").orElse(defaults.metrics()));
  }
}
