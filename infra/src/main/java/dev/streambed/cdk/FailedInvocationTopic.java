package dev.streambed.cdk;

import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sns.Subscription;
import software.amazon.awscdk.services.sns.SubscriptionProtocol;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * How the function learns that an invocation of its own has failed: Lambda publishes its record of
 * it to a topic, and the topic invokes the function by an alias of its own.
 *
 * <p>By a topic, because Lambda refuses a function as the destination of its own failures, and
 * because a topic costs nothing while nothing fails. By an alias of its own, because these
 * invocations are repeated, unlike answers, and because one that fails as well must not come back.
 */
final class FailedInvocationTopic extends Construct {
  private static final String NAME = "failures";

  /**
   * The key that SNS has for everybody: Lambda publishes as the function's role, which may use it.
   */
  private static final String KEY = "alias/aws/sns";

  /** While as many functions run as may, a notice waits; the sweep comes first then. */
  private static final int LONGEST_WAIT_HOURS = 1;

  private static final int RETRIES = 2;

  private final Topic topic;

  FailedInvocationTopic(Construct scope, String id, Function function, Queue deadLetters) {
    super(scope, id);
    this.topic = topic();
    var alias =
        Alias.Builder.create(this, "Alias")
            .aliasName(NAME)
            .version(function.getCurrentVersion())
            .retryAttempts(RETRIES)
            .maxEventAge(Duration.hours(LONGEST_WAIT_HOURS))
            .onFailure(FailureDestination.of(deadLetters))
            .build();
    subscribe(function, alias, deadLetters);
  }

  FailureDestination destination() {
    return FailureDestination.of(topic);
  }

  // CDK's own subscription names the alias by a reference, which the built-in validation does not
  // take for a function's ARN.
  private void subscribe(Function function, Alias alias, Queue deadLetters) {
    var permission =
        Permission.builder()
            .principal(ServicePrincipal.Builder.create("sns.amazonaws.com").build())
            .sourceArn(topic.getTopicArn())
            .build();
    alias.addPermission("Topic", permission);
    Subscription.Builder.create(this, "Subscription")
        .topic(topic)
        .protocol(SubscriptionProtocol.LAMBDA)
        .endpoint(function.getFunctionArn() + ":" + NAME)
        .deadLetterQueue(deadLetters)
        .build()
        .getNode()
        .addDependency(alias);
  }

  // What passes through has prompts in it.
  private Topic topic() {
    var made = Topic.Builder.create(this, "Topic").enforceSsl(true).build();
    var resource = (CfnTopic) Objects.requireNonNull(made.getNode().getDefaultChild());
    resource.setKmsMasterKeyId(KEY);
    return made;
  }
}
