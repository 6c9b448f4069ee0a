package dev.streambed.cdk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.DestinationConfig;
import software.amazon.awscdk.services.lambda.DestinationOptions;
import software.amazon.awscdk.services.lambda.IDestination;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Where Lambda sends its records of invocations that failed, with the one permission that this
 * takes. Not CDK's own destinations, which give the function more: to read a queue's attributes.
 *
 * @param action what the function's role must be permitted
 */
record FailureDestination(String arn, String action) implements IDestination {

  static FailureDestination of(IQueue queue) {
    return new FailureDestination(queue.getQueueArn(), "sqs:SendMessage");
  }

  static FailureDestination of(ITopic topic) {
    return new FailureDestination(topic.getTopicArn(), "sns:Publish");
  }

  @Override
  public DestinationConfig bind(
      Construct scope, IFunction function, @Nullable DestinationOptions options) {
    function.addToRolePolicy(
        PolicyStatement.Builder.create().actions(List.of(action)).resources(List.of(arn)).build());
    return DestinationConfig.builder().destination(arn).build();
  }

  @Override
  public DestinationConfig bind(Construct scope, IFunction function) {
    return bind(scope, function, null);
  }
}
