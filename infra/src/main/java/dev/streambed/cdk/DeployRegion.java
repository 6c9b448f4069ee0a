package dev.streambed.cdk;

import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;

/** Where a stack is going to be deployed, as far as that is known when it is synthesized. */
final class DeployRegion {
  /** What the CDK CLI tells every app: the Region of the credentials that it would deploy with. */
  private static final String OF_THE_CLI = "CDK_DEFAULT_REGION";

  private DeployRegion() {}

  /** The stack's own Region, or for a stack without one the Region of whoever deploys it. */
  static Optional<String> of(Stack stack) {
    var region = stack.getRegion();
    return Boolean.TRUE.equals(Token.isUnresolved(region))
        ? Optional.ofNullable(System.getenv(OF_THE_CLI)).filter(name -> !name.isBlank())
        : Optional.of(region);
  }
}
