package dev.streambed.local.template;

import java.util.Locale;
import java.util.Optional;

/// `Ref` and `Fn::GetAtt` of monitoring and reporting resources, which are not started: they only
/// observe, so callers do not notice their absence.
final class MonitoringReturnValues {

  private static final int LONGEST_BUCKET = 63;
  private static final int LONGEST_STREAM = 64;
  private static final int LONGEST_NAME = 128;

  private MonitoringReturnValues() {}

  static Optional<String> bucket(ResourceNaming it, String attribute) {
    String name = it.name("BucketName", LONGEST_BUCKET).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF -> name;
          case "Arn" -> "arn:" + it.arns().partition() + ":s3:::" + name;
          default -> null;
        });
  }

  static Optional<String> deliveryStream(ResourceNaming it, String attribute) {
    String name = it.name("DeliveryStreamName", LONGEST_STREAM);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF -> name;
          case "Arn" -> it.arns().arn("firehose", "deliverystream/" + name);
          default -> null;
        });
  }

  static Optional<String> named(ResourceNaming it, String attribute) {
    return attribute.equals(ReturnValues.REF)
        ? Optional.of(it.name("Name", LONGEST_NAME))
        : Optional.empty();
  }
}
