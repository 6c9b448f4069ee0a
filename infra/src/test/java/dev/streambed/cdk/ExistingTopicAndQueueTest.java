package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.TopicAttributes;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueAttributes;
import software.amazon.awscdk.services.sqs.QueueEncryption;

/** A topic and a queue of the team's own. */
class ExistingTopicAndQueueTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:team-alarms";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:team-letters";
  private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/team";

  @Test
  void alarmsAndTheFunctionPublishToTheTopic() {
    var template = of(ExistingTopicAndQueueTest::imported);
    assertThat(template.all("AWS::SNS::Topic")).allMatch(topic -> topic.id().contains("Failures"));
    assertThat(template.all("AWS::KMS::Key")).isEmpty();
    assertThat(template.all("AWS::CloudWatch::Alarm"))
        .isNotEmpty()
        .allSatisfy(alarm -> assertThat(alarm.texts("/AlarmActions")).containsExactly(TOPIC));
    assertThat(
            template
                .only("AWS::Lambda::Function")
                .text("/Environment/Variables/STREAMBED_BUDGET_TOPIC"))
        .isEqualTo(TOPIC);
    assertThat(permissions(template))
        .contains("Allow sns:Publish " + TOPIC)
        .contains("Allow kms:GenerateDataKey " + KEY + via("sns"));
  }

  @Test
  void whatFailsGoesToTheQueue() {
    var template = of(ExistingTopicAndQueueTest::imported);
    assertThat(template.all("AWS::SQS::Queue")).isEmpty();
    assertThat(template.only("AWS::SNS::Subscription").text("/RedrivePolicy/deadLetterTargetArn"))
        .isEqualTo(QUEUE);
    assertThat(
            template
                .named("AWS::Lambda::EventInvokeConfig", "Failures")
                .text("/DestinationConfig/OnFailure/Destination"))
        .isEqualTo(QUEUE);
    assertThat(permissions(template))
        .contains("Allow sqs:SendMessage " + QUEUE)
        .contains("Allow kms:GenerateDataKey " + KEY + via("sqs"));
  }

  @Test
  void policiesOfATopicAQueueAndAKeyOfTheAppPermitWhatTheyMust() {
    var template =
        of(stack -> {
          var key = Key.Builder.create(stack, "Key").build();
          return with(
              Topic.Builder.create(stack, "Alarms").masterKey(key).build(),
              Queue.Builder.create(stack, "Letters")
                  .encryption(QueueEncryption.KMS)
                  .encryptionMasterKey(key)
                  .build());
        });
    assertThat(Permissions.of(template.named("AWS::SNS::TopicPolicy", "Alarms")))
        .anyMatch(line -> line.startsWith("Allow sns:Publish") && line.contains(":alarm:*"));
    assertThat(Permissions.of(template.named("AWS::SQS::QueuePolicy", "Letters")))
        .anyMatch(line -> line.startsWith("Allow sqs:SendMessage"));
    var services =
        Resource.elements(template.only("AWS::KMS::Key").properties().at("/KeyPolicy/Statement"))
            .stream()
            .map(statement -> Resource.text(statement.at("/Principal/Service")))
            .toList();
    assertThat(services).contains("cloudwatch.amazonaws.com", "sns.amazonaws.com");
  }

  /** Their policies name no resource of the gateway, which would make a cycle of the stacks. */
  @Test
  void mayBeOfAnotherStackOfTheApp() {
    var app = new App();
    var team = new Stack(app, "Team");
    var key = Key.Builder.create(team, "Key").build();
    var topic = Topic.Builder.create(team, "Alarms").masterKey(key).build();
    var queue = Queue.Builder.create(team, "Letters").encryptionMasterKey(key).build();
    new Streambed(new Stack(app, "Sample"), "Streambed", with(topic, queue));
    var assembly = Path.of(app.synth().getDirectory());
    var teams = Template.read(assembly, "Team");
    assertThat(teams.json().findValues("Fn::ImportValue")).isEmpty();
    assertThat(Permissions.of(teams.named("AWS::SQS::QueuePolicy", "Letters")))
        .anyMatch(line ->
            line.startsWith("Allow sqs:SendMessage")
                && line.endsWith(":sns:<AWS::Region>:<AWS::AccountId>:*"));
  }

  @Test
  void saysWhichPoliciesOfAnotherAppMustAllowIt() {
    var warnings =
        Findings.of("aws:cdk:warning", stack -> new Streambed(stack, "Streambed", imported(stack)));
    assertThat(warnings)
        .anyMatch(warning -> warning.contains("streambed:alarmTopicPolicy"))
        .anyMatch(warning -> warning.contains("streambed:deadLetterQueuePolicy"))
        .anyMatch(warning -> warning.contains("must allow sns.amazonaws.com kms:Decrypt"))
        .anyMatch(warning -> warning.contains("must allow cloudwatch.amazonaws.com kms:Decrypt"));
    assertThat(
            Findings.of(
                "aws:cdk:warning", stack -> new Streambed(stack, "Streambed", SampleProps.least())))
        .noneMatch(warning -> warning.contains("Policy"));
  }

  @Test
  void refusesThoseOfAnotherRegion() {
    var errors =
        Findings.of(
            "aws:cdk:error",
            stack ->
                new Streambed(
                    stack,
                    "Streambed",
                    with(
                        Topic.fromTopicArn(stack, "T", TOPIC.replace("eu-west-1", "us-east-1")),
                        Queue.fromQueueArn(stack, "Q", QUEUE.replace("eu-west-1", "us-east-1")))));
    assertThat(errors)
        .singleElement()
        .asString()
        .contains("us-east-1:123456789012:team-alarms", "us-east-1:123456789012:team-letters");
  }

  @Test
  void refusesWhatNobodyCouldSendTo() {
    var stack = new Stack(new App(), "Sample");
    var topic = Topic.fromTopicArn(stack, "Topic", TOPIC);
    var queue = Queue.fromQueueArn(stack, "Queue", QUEUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleProps.least().toBuilder().alarmTopic(topic).build())
        .withMessage("alarmTopic: choose alarms as well");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            SampleProps.least().toBuilder()
                .frontDoors(FrontDoor.REST_API)
                .deadLetterQueue(queue)
                .build())
        .withMessageStartingWith("deadLetterQueue: choose the front door WEB_SOCKET as well");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Topic.fromTopicArn(stack, "Fifo", TOPIC + ".fifo"), queue))
        .withMessageStartingWith("alarmTopic: CloudWatch");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(topic, Queue.fromQueueArn(stack, "FifoQueue", QUEUE + ".fifo")))
        .withMessageStartingWith("deadLetterQueue: Lambda");
  }

  private static StreambedProps imported(Stack stack) {
    return with(
        Topic.fromTopicAttributes(
            stack, "Topic", TopicAttributes.builder().topicArn(TOPIC).keyArn(KEY).build()),
        Queue.fromQueueAttributes(
            stack, "Queue", QueueAttributes.builder().queueArn(QUEUE).keyArn(KEY).build()));
  }

  private static StreambedProps with(ITopic topic, IQueue queue) {
    return SampleProps.least().toBuilder()
        .observability(Observability.DEFAULTS.withAlarms(true))
        .alarmTopic(topic)
        .deadLetterQueue(queue)
        .build();
  }

  private static Template of(Function<Stack, StreambedProps> props) {
    return Template.of(stack -> new Streambed(stack, "Streambed", props.apply(stack)));
  }

  private static List<String> permissions(Template template) {
    return Permissions.of(template.named("AWS::IAM::Policy", "RoleDefaultPolicy"));
  }

  private static String via(String service) {
    return " when kms:ViaService StringLike " + service + ".<AWS::Region>.amazonaws.*";
  }
}
