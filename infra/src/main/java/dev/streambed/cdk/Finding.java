package dev.streambed.cdk;

import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/**
 * A finding of cdk-nag that is accepted, with the reason. It is metadata only: an app that does not
 * run cdk-nag never sees it, and an app that does finds the construct clean.
 */
final class Finding {
  private Finding() {}

  /** Accepts that one resource of a policy has a wildcard; cdk-nag writes tokens its own way. */
  static void acceptWildcard(IConstruct where, String resource, String reason) {
    var partition = Stack.of(where).getPartition();
    var written =
        Token.isUnresolved(partition) ? resource.replace(partition, "<AWS::Partition>") : resource;
    accept(where, "AwsSolutions-IAM5[Resource::" + written + "]", reason);
  }

  /** Accepts one rule on one construct and what is below it. */
  static void accept(IConstruct where, String rule, String reason) {
    Validations.of(where).acknowledge(Acknowledgment.builder().id(rule).reason(reason).build());
  }
}
