package dev.streambed.local.topics;

import dev.streambed.local.template.Deployment;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The topics of a deployment. Thread-safe.
public final class Topics {

  private final List<Topic> topics;
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

  /// What was published to a topic, the oldest first.
  ///
  /// @return nothing when there is no such topic
  public Optional<List<Announcement>> published(String name) {
    return topics.stream()
        .filter(topic -> topic.name().equals(name))
        .map(topic -> List.copyOf(topic.published()))
        .findFirst();
  }

  Optional<Topic> find(String arn) {
    return topics.stream().filter(topic -> topic.arn().equals(arn)).findFirst();
  }

  /// Keeps a message.
  ///
  /// @return the message's id
  String publish(Topic topic, String subject, String message) {
    Announcement announcement =
        new Announcement(UUID.randomUUID().toString(), clock.instant(), subject, message);
    topic.published().add(announcement);
    return announcement.id();
  }
}
