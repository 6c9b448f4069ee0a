package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.constructs.IConstruct;

/**
 * An accepted cdk-nag finding with its reason. It is only metadata: it has no effect in an app
 * without cdk-nag, and an app with cdk-nag finds no violation.
 */
final class NagAcknowledgment {
  private NagAcknowledgment() {}

  /** Accepts that one resource of a policy has a wildcard. */
  static void acceptWildcard(IConstruct where, String resource, String reason) {
    var written = written(Stack.of(where).resolve(resource));
    accept(where, "AwsSolutions-IAM5[Resource::" + written + "]", reason);
  }

  /** Accepts that a role has a policy of AWS. */
  static void acceptManagedPolicy(IConstruct where, String name, String reason) {
    var arn = ManagedPolicy.fromAwsManagedPolicyName(name).getManagedPolicyArn();
    var written = written(Stack.of(where).resolve(arn));
    accept(where, "AwsSolutions-IAM4[Policy::" + written + "]", reason);
  }

  /** Accepts one rule on one construct and its children. */
  static void accept(IConstruct where, String rule, String reason) {
    Validations.of(where).acknowledge(Acknowledgment.builder().id(rule).reason(reason).build());
  }

  /**
   * CloudFormation's functions in cdk-nag's notation: a reference is {@code <LogicalId>}, an
   * attribute {@code <LogicalId.Name>}.
   */
  static String written(Object resolved) {
    if (!(resolved instanceof Map<?, ?> function)) {
      return String.valueOf(resolved);
    }
    if (function.get("Fn::Join") instanceof List<?> join && join.get(1) instanceof List<?> parts) {
      return parts.stream()
          .map(NagAcknowledgment::written)
          .collect(Collectors.joining(String.valueOf(join.get(0))));
    }
    if (function.get("Fn::GetAtt") instanceof List<?> attribute) {
      return "<" + attribute.get(0) + "." + attribute.get(1) + ">";
    }
    return "<" + function.get("Ref") + ">";
  }
}
