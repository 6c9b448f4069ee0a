package dev.streambed.local.messaging;

import dev.streambed.local.domain.Arn;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// The queues of a deployment. Thread-safe.
public final class Queues {

  private final Map<String, List<Message>> byArn;
  private final Clock clock;

  private Queues(Map<String, List<Message>> byArn, Clock clock) {
    this.byArn = byArn;
    this.clock = clock;
  }

  /// Reads every declared queue.
  public static Queues of(Deployment deployment, Clock clock) {
    Map<String, List<Message>> byArn = new TreeMap<>();
    for (Resource queue : deployment.resources("AWS::SQS::Queue")) {
      queue.only(
          "KmsDataKeyReusePeriodSeconds",
          "KmsMasterKeyId",
          "MaximumMessageSize",
          "MessageRetentionPeriod",
          "QueueName",
          "SqsManagedSseEnabled",
          "Tags",
          "VisibilityTimeout");
      byArn.put(queue.attribute("Arn"), new CopyOnWriteArrayList<>());
    }
    return new Queues(byArn, clock);
  }

  /// Whether the ARN is one of a declared queue.
  public boolean has(String arn) {
    return byArn.containsKey(arn);
  }

  /// Sends a message to a queue.
  ///
  /// @throws IllegalArgumentException when there is no such queue
  public void send(String arn, String body) {
    List<Message> messages = byArn.get(arn);
    if (messages == null) {
      throw new IllegalArgumentException("no queue: " + arn);
    }
    messages.add(new Message(UUID.randomUUID().toString(), clock.instant(), body));
  }

  /// Every queue's name.
  public List<String> names() {
    return byArn.keySet().stream().map(Queues::name).toList();
  }

  /// The messages of a queue, the oldest first.
  ///
  /// @return nothing when there is no such queue
  public Optional<List<Message>> messages(String name) {
    return byArn.entrySet().stream()
        .filter(queue -> name(queue.getKey()).equals(name))
        .map(queue -> (List<Message>) new ArrayList<>(queue.getValue()))
        .findFirst();
  }

  private static String name(String arn) {
    return Arn.of(arn).orElseThrow().resource();
  }

  /// A message in a queue.
  ///
  /// @param id the message's id
  /// @param sentAt when it was sent
  /// @param body its text
  public record Message(String id, Instant sentAt, String body) {}
}
