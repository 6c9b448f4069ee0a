package dev.streambed.local.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.template.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/// One declared rule.
///
/// @param name its physical name
/// @param arn what a function's policy knows it by
/// @param isEnabled whether it fires at all
/// @param interval the time between two calls
/// @param targets whom it calls
record ScheduleRule(
    String name, String arn, boolean isEnabled, Duration interval, List<Target> targets) {

  private static final Set<String> OF_TARGETS = Set.of("Arn", "Id", "Input", "RetryPolicy");

  /// Whom a rule calls.
  ///
  /// @param functionArn with the alias, if it is called by one
  /// @param input the event, JSON
  record Target(String functionArn, String input) {}

  ScheduleRule {
    targets = List.copyOf(targets);
  }

  static ScheduleRule of(Resource rule) {
    rule.only("Description", "Name", "ScheduleExpression", "State", "Targets");
    return new ScheduleRule(
        rule.ref(),
        rule.attribute("Arn"),
        rule.optionalText("State").orElse("ENABLED").equals("ENABLED"),
        RateExpression.of(rule.text("ScheduleExpression"))
            .orElseThrow(() -> rule.unsupported("ScheduleExpression"))
            .interval(),
        StreamSupport.stream(rule.property("Targets").spliterator(), false)
            .map(target -> target(rule, target))
            .toList());
  }

  private static Target target(Resource rule, JsonNode target) {
    target
        .fieldNames()
        .forEachRemaining(name -> {
          if (!OF_TARGETS.contains(name)) {
            throw rule.unsupported("Targets." + name);
          }
        });
    String arn = target.path("Arn").asText();
    if (!arn.contains(":lambda:") || !target.has("Input")) {
      throw rule.unsupported("Targets");
    }
    return new Target(arn, target.path("Input").asText());
  }
}
