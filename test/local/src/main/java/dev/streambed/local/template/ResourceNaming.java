package dev.streambed.local.template;

import dev.streambed.bedrock.signature.Sha256;
import dev.streambed.local.domain.Arns;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// What a resource's identifiers are derived from: its stack and its names.
interface ResourceNaming {

  int SUFFIX_LENGTH = 12;
  int LOGICAL_ID_LENGTH = 24;

  String stack();

  String logicalId();

  Arns arns();

  /// A property that is text, resolved.
  Optional<String> text(String property);

  /// How many earlier resources of its type have the same value of a property.
  int rank(String property);

  /// Its declared name, or one as CloudFormation generates it.
  default String name(String property, int longest) {
    return text(property).orElseGet(() -> generated(stack(), logicalId(), longest));
  }

  default String random(int length) {
    return random(stack() + "/" + logicalId(), length);
  }

  /// `<stack>-<logical id>-<12 letters and digits>`, the form of CloudFormation's generated names.
  static String generated(String stack, String logicalId, int longest) {
    String suffix = random(stack + "/" + logicalId, SUFFIX_LENGTH).toUpperCase(Locale.ROOT);
    String id = logicalId.substring(0, Math.min(LOGICAL_ID_LENGTH, logicalId.length()));
    int room = longest - id.length() - suffix.length() - 2;
    return stack.substring(0, Math.min(room, stack.length())) + "-" + id + "-" + suffix;
  }

  /// Lower-case letters and digits, like the ids of API Gateway and Function URLs.
  static String random(String seed, int length) {
    String digits =
        new BigInteger(1, Sha256.digest(seed.getBytes(StandardCharsets.UTF_8)))
            .toString(Character.MAX_RADIX);
    return digits.substring(digits.length() - length);
  }
}
