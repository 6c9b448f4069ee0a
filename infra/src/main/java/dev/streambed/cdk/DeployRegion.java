package dev.streambed.cdk;

import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;

/** The Region that a stack is going to be deployed to, as far as it is known at synthesis. */
final class DeployRegion {
  /** The variable in which the CDK CLI passes the Region that it would deploy to. */
  private static final String OF_THE_CLI = "CDK_DEFAULT_REGION";

  private DeployRegion() {}

  /** The stack's own Region, or the CLI's Region for a stack without one. */
  static Optional<String> of(Stack stack) {
    var region = stack.getRegion();
    return Boolean.TRUE.equals(Token.isUnresolved(region))
        ? Optional.ofNullable(System.getenv(OF_THE_CLI)).filter(name -> !name.isBlank())
        : Optional.of(region);
  }
}
