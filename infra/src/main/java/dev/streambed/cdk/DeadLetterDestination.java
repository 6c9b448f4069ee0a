package dev.streambed.cdk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.DestinationConfig;
import software.amazon.awscdk.services.lambda.DestinationOptions;
import software.amazon.awscdk.services.lambda.IDestination;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * A queue for invocations that failed. Not CDK's own destination, which lets the function read the
 * queue's attributes as well.
 */
record DeadLetterDestination(IQueue queue) implements IDestination {

  @Override
  public DestinationConfig bind(
      Construct scope, IFunction function, @Nullable DestinationOptions options) {
    function.addToRolePolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(queue.getQueueArn()))
            .build());
    return DestinationConfig.builder().destination(queue.getQueueArn()).build();
  }

  @Override
  public DestinationConfig bind(Construct scope, IFunction function) {
    return bind(scope, function, null);
  }
}
