package dev.streambed.local.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.template.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// One declared rule.
///
/// @param name its physical name
/// @param arn its ARN, which functions' policies refer to
/// @param isEnabled whether it fires at all
/// @param interval the time between two invocations
/// @param targets its targets
record ScheduleRule(
    String name, String arn, boolean isEnabled, Duration interval, List<Target> targets) {

  private static final Set<String> TARGET_PROPERTIES = Set.of("Arn", "Id", "Input", "RetryPolicy");
  private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,9}) (minute|hour|day)s?\\)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "minute", Duration.ofMinutes(1), "hour", Duration.ofHours(1), "day", Duration.ofDays(1));

  /// A target of a rule.
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
        interval(rule.text("ScheduleExpression"))
            .orElseThrow(() -> rule.unsupported("ScheduleExpression")),
        StreamSupport.stream(rule.property("Targets").spliterator(), false)
            .map(target -> target(rule, target))
            .toList());
  }

  /// Parses a rate such as `rate(5 minutes)`.
  ///
  /// @return the time between two invocations, or nothing when the expression is not a positive
  ///   rate
  static Optional<Duration> interval(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      return Optional.empty();
    }
    Duration unit = UNITS.getOrDefault(rate.group(2), Duration.ZERO);
    return Optional.of(unit.multipliedBy(Long.parseLong(rate.group(1))))
        .filter(Duration::isPositive);
  }

  private static Target target(Resource rule, JsonNode target) {
    target
        .fieldNames()
        .forEachRemaining(name -> {
          if (!TARGET_PROPERTIES.contains(name)) {
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
