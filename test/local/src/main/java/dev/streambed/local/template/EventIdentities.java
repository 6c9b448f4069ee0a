package dev.streambed.local.template;

import java.util.Optional;

/// How the resources of Amazon EventBridge are referred to.
final class EventIdentities {

  private static final int LONGEST_RULE = 64;

  private EventIdentities() {}

  static Optional<String> rule(Named it, String attribute) {
    String name = it.name("Name", LONGEST_RULE);
    return Optional.ofNullable(
        switch (attribute) {
          case Identity.REF -> name;
          case "Arn" -> it.arns().arn("events", "rule/" + name);
          default -> null;
        });
  }
}
