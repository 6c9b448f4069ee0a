package dev.streambed.local.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.iam.FunctionPolicy;
import dev.streambed.local.invoke.Functions;
import dev.streambed.local.invoke.LambdaDoor;
import dev.streambed.local.topics.Announcement;
import dev.streambed.local.vocabulary.Json;
import dev.streambed.local.vocabulary.LocalStackException;
import java.util.List;

/// The subscriptions of a deployment. Thread-safe.
public final class Subscriptions {

  private static final String SERVICE = "sns.amazonaws.com";

  private final List<Subscription> subscriptions;
  private final Functions functions;
  private final FunctionPolicy policy;
  private final LambdaDoor lambda;

  private Subscriptions(List<Subscription> subscriptions, Functions functions, LambdaDoor lambda) {
    this.subscriptions = subscriptions;
    this.functions = functions;
    this.policy = FunctionPolicy.of(functions.deployment());
    this.lambda = lambda;
  }

  /// Reads every declared subscription, and delivers from now on.
  ///
  /// @param lambda takes the invocations
  /// @throws LocalStackException when what one names is not there
  public static void serve(Functions functions, LambdaDoor lambda) {
    List<Subscription> declared =
        functions.deployment().resources("AWS::SNS::Subscription").stream()
            .map(Subscription::of)
            .toList();
    declared.forEach(subscription -> check(subscription, functions));
    Subscriptions all = new Subscriptions(declared, functions, lambda);
    functions.topics().subscribe(all::deliver);
  }

  private static void check(Subscription subscription, Functions functions) {
    boolean isWhole =
        functions.topics().has(subscription.topicArn())
            && functions.lambda().version(subscription.functionArn()).isPresent()
            && subscription.deadLetters().stream().allMatch(functions.queues()::has);
    if (!isWhole) {
      throw LocalStackException.assembly(
          "a subscription names something that is not declared: " + subscription);
    }
  }

  private void deliver(String topicArn, Announcement announcement) {
    for (Subscription subscription : subscriptions) {
      if (subscription.topicArn().equals(topicArn)) {
        deliver(subscription, notification(topicArn, announcement));
      }
    }
  }

  private void deliver(Subscription subscription, ObjectNode notification) {
    if (policy.allowsService(subscription.functionArn(), SERVICE, subscription.topicArn())) {
      lambda.accept(subscription.functionArn(), Json.bytes(event(subscription, notification)));
      return;
    }
    subscription
        .deadLetters()
        .ifPresent(queue -> functions.queues().send(queue, notification.toString()));
  }

  /// <https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html>
  private static ObjectNode event(Subscription subscription, ObjectNode notification) {
    ObjectNode event = Json.object();
    event
        .putArray("Records")
        .addObject()
        .put("EventVersion", "1.0")
        .put("EventSubscriptionArn", subscription.arn())
        .put("EventSource", "aws:sns")
        .set("Sns", notification);
    return event;
  }

  private static ObjectNode notification(String topicArn, Announcement announcement) {
    ObjectNode notification =
        Json.object()
            .put("Type", "Notification")
            .put("MessageId", announcement.id())
            .put("TopicArn", topicArn)
            .put("Subject", announcement.subject().isEmpty() ? null : announcement.subject())
            .put("Message", announcement.message())
            .put("Timestamp", announcement.publishedAt().toString());
    notification.putObject("MessageAttributes");
    return notification;
  }
}
