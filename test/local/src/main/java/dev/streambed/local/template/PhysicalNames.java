package dev.streambed.local.template;

import dev.streambed.bedrock.signature.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Physical names as CloudFormation and the services make them, but the same at every start.
final class PhysicalNames {

  private static final int SUFFIX = 12;
  private static final int LOGICAL_ID = 24;

  private PhysicalNames() {}

  /// `<stack>-<logical id>-<12 letters and digits>`, as CloudFormation names what has no name of
  /// its own.
  static String generated(String stack, String logicalId, int longest) {
    String suffix = random(stack + "/" + logicalId, SUFFIX).toUpperCase(Locale.ROOT);
    String id = logicalId.substring(0, Math.min(LOGICAL_ID, logicalId.length()));
    int room = longest - id.length() - suffix.length() - 2;
    return stack.substring(0, Math.min(room, stack.length())) + "-" + id + "-" + suffix;
  }

  /// So many lower-case letters and digits, as API Gateway's and Function URLs' ids.
  static String random(String seed, int length) {
    String digits =
        new BigInteger(1, Sha256.digest(seed.getBytes(StandardCharsets.UTF_8)))
            .toString(Character.MAX_RADIX);
    return digits.substring(digits.length() - length);
  }
}
