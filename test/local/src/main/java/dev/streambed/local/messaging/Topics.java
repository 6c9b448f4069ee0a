package dev.streambed.local.messaging;

import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// The topics of a deployment. Thread-safe.
public final class Topics {

  private final List<Topic> topics;
  private final List<BiConsumer<String, TopicMessage>> subscribers = new CopyOnWriteArrayList<>();
  private final Clock clock;

  private Topics(List<Topic> topics, Clock clock) {
    this.topics = topics;
    this.clock = clock;
  }

  /// Reads every declared topic.
  public static Topics of(Deployment deployment, Clock clock) {
    return new Topics(
        deployment.resources("AWS::SNS::Topic").stream().map(Topic::of).toList(), clock);
  }

  /// Every topic's name.
  public List<String> names() {
    return topics.stream().map(Topic::name).toList();
  }

  /// The messages published to a topic, the oldest first.
  ///
  /// @return nothing when there is no such topic
  public Optional<List<TopicMessage>> published(String name) {
    return topics.stream()
        .filter(topic -> topic.name().equals(name))
        .map(topic -> List.copyOf(topic.published()))
        .findFirst();
  }

  /// Passes every later message to a subscriber, together with the topic's ARN.
  public void subscribe(BiConsumer<String, TopicMessage> subscriber) {
    subscribers.add(subscriber);
  }

  /// Whether the ARN is one of a declared topic.
  public boolean has(String arn) {
    return find(arn).isPresent();
  }

  /// The customer managed key that a topic's messages are encrypted with.
  public Optional<String> keyOf(String arn) {
    return find(arn).flatMap(Topic::keyArn);
  }

  /// Publishes for a service with permission.
  ///
  /// @throws IllegalArgumentException when there is no such topic
  public void publish(String arn, String message) {
    publish(
        find(arn).orElseThrow(() -> new IllegalArgumentException("no topic: " + arn)), "", message);
  }

  Optional<Topic> find(String arn) {
    return topics.stream().filter(topic -> topic.arn().equals(arn)).findFirst();
  }

  /// Stores a message.
  ///
  /// @return the id of the message
  String publish(Topic topic, String subject, String message) {
    TopicMessage topicMessage =
        new TopicMessage(UUID.randomUUID().toString(), clock.instant(), subject, message);
    topic.published().add(topicMessage);
    subscribers.forEach(subscriber -> subscriber.accept(topic.arn(), topicMessage));
    return topicMessage.id();
  }

  /// One declared topic.
  ///
  /// @param arn the ARN of the topic
  /// @param keyArn the customer managed key that its messages are encrypted with; AWS's own key
  ///   needs no permission
  /// @param published the published messages, oldest first
  record Topic(String arn, Optional<String> keyArn, List<TopicMessage> published) {

    private static final String OF_SNS = "alias/aws/";

    static Topic of(Resource topic) {
      topic.only("DisplayName", "KmsMasterKeyId", "Tags", "TopicName");
      return new Topic(
          topic.ref(),
          topic.optionalText("KmsMasterKeyId").filter(key -> !key.startsWith(OF_SNS)),
          new CopyOnWriteArrayList<>());
    }

    String name() {
      return arn.substring(arn.lastIndexOf(':') + 1);
    }
  }
}
