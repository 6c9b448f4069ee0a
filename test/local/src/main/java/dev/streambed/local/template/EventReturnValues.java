package dev.streambed.local.template;

import java.util.Optional;

/// `Ref` and `Fn::GetAtt` of rules, topics, subscriptions and keys.
final class EventReturnValues {

  private static final int LONGEST_RULE = 64;
  private static final int LONGEST_TOPIC = 256;
  private static final int KEY_ID = 36;

  private EventReturnValues() {}

  static Optional<String> rule(ResourceNaming it, String attribute) {
    String name = it.name("Name", LONGEST_RULE);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF -> name;
          case "Arn" -> it.arns().arn("events", "rule/" + name);
          default -> null;
        });
  }

  static Optional<String> topic(ResourceNaming it, String attribute) {
    String name = it.name("TopicName", LONGEST_TOPIC);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF, "TopicArn" -> it.arns().arn("sns", name);
          case "TopicName" -> name;
          default -> null;
        });
  }

  static Optional<String> subscription(ResourceNaming it, String attribute) {
    String arn = it.text("TopicArn").orElseThrow() + ":" + it.random(KEY_ID);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF, "Arn" -> arn;
          default -> null;
        });
  }

  static Optional<String> key(ResourceNaming it, String attribute) {
    String id = it.random(KEY_ID);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF, "KeyId" -> id;
          case "Arn" -> it.arns().arn("kms", "key/" + id);
          default -> null;
        });
  }
}
