package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
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
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * The topic for alarms and for thresholds of customers' budgets: the team's own, or a new one
 * without subscriptions.
 */
final class AlertTopic extends Construct {
  private static final int KEY_DELETION_DAYS = 7;

  private final Optional<IKey> key;
  private final ITopic topic;

  /**
   * Prepares a topic.
   *
   * @param existing the team's own; if absent, one is created
   * @param encryptionKey the key for one that is created; if absent, that is created as well
   */
  AlertTopic(Construct scope, String id, Optional<ITopic> existing, Optional<IKey> encryptionKey) {
    super(scope, id);
    if (existing.isPresent()) {
      this.topic = existing.get();
      this.key = Optional.ofNullable(topic.getMasterKey());
    } else {
      // CloudWatch may not use the AWS managed key of SNS.
      var own = encryptionKey.orElseGet(this::newKey);
      this.topic = Topic.Builder.create(this, "Topic").masterKey(own).enforceSsl(true).build();
      this.key = Optional.of(own);
    }
    key.ifPresent(it -> new EncryptionKeyPolicy(this, it).allowAlarms());
    var alarms = byAlarms(topic.getTopicArn(), "sns:Publish");
    if (!topic.addToResourcePolicy(alarms).getStatementAdded()) {
      Annotations.of(this)
          .addWarningV2(
              "streambed:alarmTopicPolicy",
              "alarmTopic: the policy of a topic that this app does not create is not changed: it"
                  + " must allow cloudwatch.amazonaws.com sns:Publish, as the policy that SNS gives"
                  + " a topic does (infra/README.md, Topic and queue)");
    }
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

  ITopic topic() {
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
    key.ifPresent(it -> new EncryptionKeyPolicy(this, it).allowSending(function, "sns"));
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
