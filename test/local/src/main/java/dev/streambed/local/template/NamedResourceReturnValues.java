package dev.streambed.local.template;

import dev.streambed.local.domain.Arns;
import java.util.Locale;
import java.util.Optional;

/// `Ref` and `Fn::GetAtt` of resources that are identified by a physical name: tables, queues,
/// roles, managed policies, log groups and security groups.
final class NamedResourceReturnValues {

  private static final int LONGEST_TABLE = 255;
  private static final int LONGEST_QUEUE = 80;
  private static final int LONGEST_ROLE = 64;
  private static final int LONGEST_POLICY = 128;
  private static final int LONGEST_LOG_GROUP = 512;
  private static final int UNIQUE_ID = 17;

  private NamedResourceReturnValues() {}

  static Optional<String> table(ResourceNaming it, String attribute) {
    String name = it.name("TableName", LONGEST_TABLE);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF -> name;
          case "Arn" -> it.arns().arn("dynamodb", "table/" + name);
          default -> null;
        });
  }

  static Optional<String> queue(ResourceNaming it, String attribute) {
    String name = it.name("QueueName", LONGEST_QUEUE);
    Arns arns = it.arns();
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF, "QueueUrl" ->
              "https://sqs.%s.%s/%s/%s"
                  .formatted(arns.region(), arns.urlSuffix(), arns.account(), name);
          case "Arn" -> arns.arn("sqs", name);
          case "QueueName" -> name;
          default -> null;
        });
  }

  static Optional<String> role(ResourceNaming it, String attribute) {
    String name = it.name("RoleName", LONGEST_ROLE);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF -> name;
          case "Arn" -> it.arns().globalArn("iam", "role" + path(it) + name);
          case "RoleId" -> "AROA" + it.random(UNIQUE_ID).toUpperCase(Locale.ROOT);
          default -> null;
        });
  }

  static Optional<String> managedPolicy(ResourceNaming it, String attribute) {
    String name = it.name("ManagedPolicyName", LONGEST_POLICY);
    return attribute.equals(ReturnValues.REF) || attribute.equals("PolicyArn")
        ? Optional.of(it.arns().globalArn("iam", "policy" + path(it) + name))
        : Optional.empty();
  }

  static Optional<String> logGroup(ResourceNaming it, String attribute) {
    String name = it.name("LogGroupName", LONGEST_LOG_GROUP);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF -> name;
          case "Arn" -> it.arns().arn("logs", "log-group:" + name + ":*");
          default -> null;
        });
  }

  static Optional<String> securityGroup(ResourceNaming it, String attribute) {
    return attribute.equals(ReturnValues.REF) || attribute.equals("GroupId")
        ? Optional.of("sg-" + it.random(UNIQUE_ID))
        : Optional.empty();
  }

  private static String path(ResourceNaming it) {
    return it.text("Path").orElse("/");
  }
}
