package dev.streambed.cdk;

import java.util.List;
import java.util.regex.Pattern;

/** Bedrock's model ids, validated before they become part of an IAM policy. */
final class ModelId {
  private static final Pattern MODEL = Pattern.compile("[a-z0-9-]+(\\.[\\w-]+)+(:\\w+)*");
  private static final Pattern GLOBAL = Pattern.compile("global\\..+");

  /**
   * Bedrock prefixes a profile with a country, a continent or a partition such as {@code us-gov};
   * no provider's name is that short.
   */
  private static final Pattern GEOGRAPHIC = Pattern.compile("([a-z]{2}(-[a-z]+)?|apac)\\..+");

  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d");
  private static final Pattern APPLICATION_PROFILE =
      Pattern.compile(
          "arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\\d{12}:application-inference-profile/[\\w-]+");

  private ModelId() {}

  static boolean isGlobal(String id) {
    return GLOBAL.matcher(id).matches();
  }

  static boolean isGeographic(String id) {
    return GEOGRAPHIC.matcher(id).matches();
  }

  /** The foundation model behind a system-defined profile. */
  static String behind(String profileId) {
    return profileId.substring(profileId.indexOf('.') + 1);
  }

  static void requireValid(String id) {
    require(
        MODEL.matcher(id).matches() && !isGlobal(id) && !isGeographic(id),
        id,
        "a model id such as amazon.nova-lite-v1:0, without wildcards");
  }

  static void requireGeographic(String id) {
    require(
        MODEL.matcher(id).matches() && isGeographic(id),
        id,
        "the id of a geographic inference profile such as eu.amazon.nova-lite-v1:0");
  }

  static void requireGlobal(String id) {
    require(
        MODEL.matcher(id).matches() && isGlobal(id),
        id,
        "the id of a global inference profile such as global.amazon.nova-2-lite-v1:0");
  }

  static void requireApplicationProfile(String arn) {
    require(
        APPLICATION_PROFILE.matcher(arn).matches(),
        arn,
        "the whole ARN of an application inference profile");
  }

  /** Refuses anything but a complete ARN of one of these resource types. */
  static void requireArn(String arn, String... kinds) {
    var kind = ModelArn.of(arn).kind();
    require(List.of(kinds).contains(kind), arn, "the ARN of a " + String.join(", ", kinds));
  }

  /** Refuses anything but a system-defined profile, geographic or global. */
  static void requireProfile(String id) {
    require(
        MODEL.matcher(id).matches() && (isGlobal(id) || isGeographic(id)),
        id,
        "the id of an inference profile such as eu.amazon.nova-lite-v1:0");
  }

  static void requireRegion(String region) {
    require(REGION.matcher(region).matches(), region, "a region such as eu-west-1");
  }

  private static void require(boolean valid, String value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException("\"" + value + "\" is not " + expected);
    }
  }
}
