package dev.streambed.cdk;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awscdk.Stack;

/**
 * The maximum length of an ARN after CloudFormation has resolved its tokens. IAM counts characters
 * without white space. Not thread-safe.
 */
final class ArnLength {
  private static final Map<Pattern, String> LONGEST =
      Map.of(
          Pattern.compile("<AWS::Partition>"), "aws-us-gov",
          Pattern.compile("<AWS::Region>"), "ap-southeast-99",
          Pattern.compile("<AWS::AccountId>"), "123456789012");

  private final Stack stack;
  private final Map<String, Integer> known = new HashMap<>();

  ArnLength(Stack stack) {
    this.stack = stack;
  }

  /** Including the quotation marks and the comma in a list. */
  int quoted(String arn) {
    return known.computeIfAbsent(arn, this::measure) + "\"\",".length();
  }

  private int measure(String arn) {
    var written = NagAcknowledgment.written(stack.resolve(arn));
    for (Map.Entry<Pattern, String> open : LONGEST.entrySet()) {
      written = open.getKey().matcher(written).replaceAll(open.getValue());
    }
    return written.length();
  }
}
