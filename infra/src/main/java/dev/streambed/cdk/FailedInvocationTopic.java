package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.DestinationConfig;
import software.amazon.awscdk.services.lambda.DestinationOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IDestination;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Subscription;
import software.amazon.awscdk.services.sns.SubscriptionProtocol;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Informs the function about its own failed asynchronous invocations: Lambda publishes a record of
 * the failure to a topic, and the topic invokes the function through a separate alias.
 *
 * <p>A topic, because Lambda does not allow a function as the destination of its own failures, and
 * because a topic costs nothing while nothing fails. A separate alias, because these invocations
 * are retried, unlike answers, and because one that fails must not be published again.
 */
final class FailedInvocationTopic extends Construct {
  private static final String NAME = "failures";

  /** The AWS managed key of SNS. Lambda publishes with the function's role, which may use it. */
  private static final String KEY = "alias/aws/sns";

  /**
   * A notice waits while the function's concurrency is exhausted; after this time the sweep settles
   * the answer.
   */
  private static final int LONGEST_WAIT_HOURS = 1;

  private static final int RETRIES = 2;

  private final Topic topic;

  FailedInvocationTopic(
      Construct scope, String id, Function function, IQueue deadLetters, StreambedProps props) {
    super(scope, id);
    this.topic = topic(props.encryptionKey());
    props
        .encryptionKey()
        .ifPresent(key -> new EncryptionKeyPolicy(this, key).allowSending(function, "sns"));
    Optional.<IKey>ofNullable(deadLetters.getEncryptionMasterKey())
        .map(key -> new EncryptionKeyPolicy(this, key))
        .ifPresent(policy -> {
          policy.allowSending(function, "sqs");
          policy.allowTopics();
        });
    var alias =
        Alias.Builder.create(this, "Alias")
            .aliasName(NAME)
            .version(function.getCurrentVersion())
            .retryAttempts(RETRIES)
            .maxEventAge(Duration.hours(LONGEST_WAIT_HOURS))
            .onFailure(FailureDestination.of(deadLetters))
            .build();
    subscribe(function, alias, deadLetters, props.deadLetterQueue().isPresent());
  }

  FailureDestination destination() {
    return FailureDestination.of(topic);
  }

  // CDK's own subscription refers to the alias in a form that the built-in validation does not
  // accept as a function's ARN.
  private void subscribe(
      Function function, Alias alias, IQueue deadLetters, boolean queueIsTheTeams) {
    var permission =
        Permission.builder()
            .principal(ServicePrincipal.Builder.create("sns.amazonaws.com").build())
            .sourceArn(topic.getTopicArn())
            .build();
    alias.addPermission("Topic", permission);
    var builder =
        Subscription.Builder.create(this, "Subscription")
            .topic(topic)
            .protocol(SubscriptionProtocol.LAMBDA)
            .endpoint(function.getFunctionArn() + ":" + NAME);
    if (!queueIsTheTeams) {
      builder.deadLetterQueue(deadLetters);
    }
    var subscription = builder.build();
    subscription.getNode().addDependency(alias);
    if (queueIsTheTeams) {
      sendToExisting(subscription, deadLetters);
    }
  }

  /**
   * CDK would name the topic in the queue's policy: a queue of another stack would then depend on
   * this one, which depends on the queue.
   */
  private void sendToExisting(Subscription subscription, IQueue queue) {
    var resource =
        (CfnSubscription) Objects.requireNonNull(subscription.getNode().getDefaultChild());
    resource.setRedrivePolicy(Map.of("deadLetterTargetArn", queue.getQueueArn()));
    if (!queue.addToResourcePolicy(byTopicsOfTheAccount(queue)).getStatementAdded()) {
      Annotations.of(this)
          .addWarningV2(
              "streambed:deadLetterQueuePolicy",
              "deadLetterQueue: the policy of a queue that this app does not create is not changed:"
                  + " it must allow sns.amazonaws.com sqs:SendMessage for topics of the account"
                  + " (infra/README.md, Topic and queue)");
    }
  }

  private PolicyStatement byTopicsOfTheAccount(IQueue queue) {
    var topics =
        Stack.of(this).formatArn(ArnComponents.builder().service("sns").resource("*").build());
    return PolicyStatement.Builder.create()
        .principals(List.of(ServicePrincipal.Builder.create("sns.amazonaws.com").build()))
        .actions(List.of("sqs:SendMessage"))
        .resources(List.of(queue.getQueueArn()))
        .conditions(Map.of("ArnLike", Map.of("aws:SourceArn", topics)))
        .build();
  }

  // The messages contain prompts.
  private Topic topic(Optional<IKey> encryptionKey) {
    var builder = Topic.Builder.create(this, "Topic").enforceSsl(true);
    if (encryptionKey.isPresent()) {
      return builder.masterKey(encryptionKey.get()).build();
    }
    var made = builder.build();
    var resource = (CfnTopic) Objects.requireNonNull(made.getNode().getDefaultChild());
    resource.setKmsMasterKeyId(KEY);
    return made;
  }

  /**
   * The destination of Lambda's records of failed invocations, with the single permission that it
   * requires. CDK's own destinations also grant reading a queue's attributes.
   *
   * @param action the action that the function's role needs
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
          PolicyStatement.Builder.create()
              .actions(List.of(action))
              .resources(List.of(arn))
              .build());
      return DestinationConfig.builder().destination(arn).build();
    }

    @Override
    public DestinationConfig bind(Construct scope, IFunction function) {
      return bind(scope, function, null);
    }
  }
}
