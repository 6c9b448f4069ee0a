package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What becomes of the function's own asynchronous invocations when they fail. */
class FailedInvocationTopicTest {
  private static final Resource TOPIC = SampleProps.LEAST.only("AWS::SNS::Topic");
  private static final Resource QUEUE = SampleProps.LEAST.only("AWS::SQS::Queue");
  private static final Resource ALIAS = SampleProps.LEAST.named("AWS::Lambda::Alias", "Failures");

  @Test
  void anAnswerThatIsAMinuteLateOrFailsIsPublished() {
    var config = SampleProps.LEAST.named("AWS::Lambda::EventInvokeConfig", "LiveAlias");
    assertThat(config.text("/MaximumEventAgeInSeconds")).isEqualTo("60");
    assertThat(config.text("/DestinationConfig/OnFailure/Destination"))
        .isEqualTo("<" + TOPIC.id() + ">");
  }

  @Test
  void theTopicInvokesTheNewestVersionByAnAliasOfItsOwn() {
    assertThat(ALIAS.text("/Name")).isEqualTo("failures");
    assertThat(ALIAS.text("/FunctionVersion"))
        .isEqualTo(
            SampleProps.LEAST.named("AWS::Lambda::Alias", "LiveAlias").text("/FunctionVersion"));
    var subscription = SampleProps.LEAST.only("AWS::SNS::Subscription");
    assertThat(subscription.text("/Protocol")).isEqualTo("lambda");
    assertThat(subscription.text("/TopicArn")).isEqualTo("<" + TOPIC.id() + ">");
    var function = SampleProps.LEAST.only("AWS::Lambda::Function").id();
    assertThat(subscription.text("/Endpoint")).isEqualTo("<" + function + ".Arn>:failures");
    assertThat(subscription.dependsOn()).contains(ALIAS.id());
    var permissions =
        SampleProps.LEAST.all("AWS::Lambda::Permission").stream()
            .filter(it -> it.text("/Principal").equals("sns.amazonaws.com"))
            .toList();
    assertThat(permissions).hasSize(1);
    assertThat(permissions.getFirst().text("/FunctionName")).isEqualTo("<" + ALIAS.id() + ">");
    assertThat(permissions.getFirst().text("/SourceArn")).isEqualTo("<" + TOPIC.id() + ">");
  }

  @Test
  void aNoticeIsRepeatedForAnHourAndNeverComesBackToTheTopic() {
    var config = SampleProps.LEAST.named("AWS::Lambda::EventInvokeConfig", "Failures");
    assertThat(config.text("/MaximumRetryAttempts")).isEqualTo("2");
    assertThat(config.text("/MaximumEventAgeInSeconds")).isEqualTo("3600");
    assertThat(config.text("/DestinationConfig/OnFailure/Destination"))
        .isEqualTo("<" + QUEUE.id() + ".Arn>");
  }

  @Test
  void whatNobodyCouldEndIsKeptForTwoWeeksEncrypted() {
    assertThat(QUEUE.text("/MessageRetentionPeriod")).isEqualTo("1209600");
    assertThat(QUEUE.text("/SqsManagedSseEnabled")).isEqualTo("true");
    assertThat(QUEUE.properties().has("QueueName")).isFalse();
    assertThat(
            SampleProps.LEAST
                .only("AWS::SNS::Subscription")
                .text("/RedrivePolicy/deadLetterTargetArn"))
        .isEqualTo("<" + QUEUE.id() + ".Arn>");
  }

  @Test
  void onlyTheTopicAndTlsReachTheQueueFromOutside() {
    var policy = SampleProps.LEAST.only("AWS::SQS::QueuePolicy");
    assertThat(policy.texts("/Queues")).containsExactly("<" + QUEUE.id() + ">");
    assertThat(Permissions.of(policy))
        .containsExactlyInAnyOrder(
            "Deny sqs:* <%s.Arn> when aws:SecureTransport Bool false".formatted(QUEUE.id()),
            "Allow sqs:SendMessage <%s.Arn> when aws:SourceArn ArnEquals <%s>"
                .formatted(QUEUE.id(), TOPIC.id()));
  }

  @Test
  void promptsPassTheTopicEncryptedAtNoMonthlyCost() {
    assertThat(TOPIC.text("/KmsMasterKeyId")).isEqualTo("alias/aws/sns");
    assertThat(Permissions.of(SampleProps.LEAST.only("AWS::SNS::TopicPolicy")))
        .containsExactly(
            "Deny sns:Publish <%s> when aws:SecureTransport Bool false".formatted(TOPIC.id()));
    assertThat(SampleProps.LEAST.resources().map(Resource::type))
        .noneMatch(type -> type.startsWith("AWS::KMS::"))
        .doesNotContain("AWS::Lambda::EventSourceMapping");
  }
}
