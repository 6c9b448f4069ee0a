package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * The topic for alarms and for thresholds of customers' budgets. It has no subscriptions; the team
 * adds its own.
 */
final class AlertTopic extends Construct {
  private static final int KEY_DELETION_DAYS = 7;

  private final IKey key;
  private final Topic topic;

  AlertTopic(Construct scope, String id, Optional<IKey> encryptionKey) {
    super(scope, id);
    // CloudWatch may not use the AWS managed key of SNS.
    this.key = encryptionKey.orElseGet(this::newKey);
    this.topic = Topic.Builder.create(this, "Topic").masterKey(key).enforceSsl(true).build();
    new EncryptionKeyPolicy(this, key).allowAlarms();
    topic.addToResourcePolicy(byAlarms(topic.getTopicArn(), "sns:Publish"));
  }

  private Key newKey() {
    return Key.Builder.create(this, "Key")
        .description("Streambed: alarms and budgets on their way through SNS")
        .enableKeyRotation(true)
        // Nothing that it encrypts is retained.
        .removalPolicy(RemovalPolicy.DESTROY)
        .pendingWindow(Duration.days(KEY_DELETION_DAYS))
        .build();
  }

  Topic topic() {
    return topic;
  }

  /**
   * Allows the function to publish that a customer has passed a threshold, and sets its environment
   * variable.
   */
  void allow(Function function) {
    function.addEnvironment(GatewayEnvironment.BUDGET_TOPIC, topic.getTopicArn());
    function.addToRolePolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .build());
    new EncryptionKeyPolicy(this, key).allowSending(function, "sns");
  }

  private PolicyStatement byAlarms(String resource, String... actions) {
    var alarms =
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("cloudwatch")
                    .resource("alarm")
                    .resourceName("*")
                    .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                    .build());
    return PolicyStatement.Builder.create()
        .principals(List.of(ServicePrincipal.Builder.create("cloudwatch.amazonaws.com").build()))
        .actions(List.of(actions))
        .resources(List.of(resource))
        .conditions(
            Map.of(
                "StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID),
                "ArnLike", Map.of("aws:SourceArn", alarms)))
        .build();
  }
}
