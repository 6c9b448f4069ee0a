package dev.streambed.local.triggers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.iam.FunctionPolicy;
import dev.streambed.local.invoke.LambdaApiContext;
import dev.streambed.local.invoke.LambdaEndpoint;
import dev.streambed.local.messaging.TopicMessage;
import dev.streambed.local.template.Resource;
import java.util.List;
import java.util.Optional;

/// The subscriptions of a deployment. Thread-safe.
public final class TopicSubscriptions {

  private static final String SERVICE = "sns.amazonaws.com";

  private final List<Subscription> subscriptions;
  private final LambdaApiContext lambdaApiContext;
  private final FunctionPolicy policy;
  private final LambdaEndpoint lambda;

  private TopicSubscriptions(
      List<Subscription> subscriptions, LambdaApiContext lambdaApiContext, LambdaEndpoint lambda) {
    this.subscriptions = subscriptions;
    this.lambdaApiContext = lambdaApiContext;
    this.policy = FunctionPolicy.of(lambdaApiContext.deployment());
    this.lambda = lambda;
  }

  /// Reads every declared subscription, and delivers messages from now on.
  ///
  /// @param lambda accepts the invocations
  /// @throws LocalStackException when a subscription refers to something that does not exist
  public static void serve(LambdaApiContext lambdaApiContext, LambdaEndpoint lambda) {
    List<Subscription> declared =
        lambdaApiContext.deployment().resources("AWS::SNS::Subscription").stream()
            .map(Subscription::of)
            .toList();
    declared.forEach(topicSubscription -> check(topicSubscription, lambdaApiContext));
    TopicSubscriptions all = new TopicSubscriptions(declared, lambdaApiContext, lambda);
    lambdaApiContext.topics().subscribe(all::deliver);
  }

  private static void check(Subscription topicSubscription, LambdaApiContext lambdaApiContext) {
    boolean isWhole =
        lambdaApiContext.topics().has(topicSubscription.topicArn())
            && lambdaApiContext.lambda().version(topicSubscription.functionArn()).isPresent()
            && topicSubscription.deadLetters().stream().allMatch(lambdaApiContext.queues()::has);
    if (!isWhole) {
      throw LocalStackException.assembly(
          "a subscription names something that is not declared: " + topicSubscription);
    }
  }

  private void deliver(String topicArn, TopicMessage topicMessage) {
    for (Subscription topicSubscription : subscriptions) {
      if (topicSubscription.topicArn().equals(topicArn)) {
        deliver(topicSubscription, notification(topicArn, topicMessage));
      }
    }
  }

  private void deliver(Subscription topicSubscription, ObjectNode notification) {
    if (policy.allowsService(
        topicSubscription.functionArn(), SERVICE, topicSubscription.topicArn())) {
      lambda.accept(
          topicSubscription.functionArn(), Json.bytes(event(topicSubscription, notification)));
      return;
    }
    topicSubscription
        .deadLetters()
        .ifPresent(queue -> lambdaApiContext.queues().send(queue, notification.toString()));
  }

  /// <https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html>
  private static ObjectNode event(Subscription topicSubscription, ObjectNode notification) {
    ObjectNode event = Json.object();
    event
        .putArray("Records")
        .addObject()
        .put("EventVersion", "1.0")
        .put("EventSubscriptionArn", topicSubscription.arn())
        .put("EventSource", "aws:sns")
        .set("Sns", notification);
    return event;
  }

  private static ObjectNode notification(String topicArn, TopicMessage topicMessage) {
    ObjectNode notification =
        Json.object()
            .put("Type", "Notification")
            .put("MessageId", topicMessage.id())
            .put("TopicArn", topicArn)
            .put("Subject", topicMessage.subject().isEmpty() ? null : topicMessage.subject())
            .put("Message", topicMessage.message())
            .put("Timestamp", topicMessage.publishedAt().toString());
    notification.putObject("MessageAttributes");
    return notification;
  }

  /// One function that is subscribed to a topic.
  ///
  /// @param arn the ARN of the subscription
  /// @param functionArn the ARN, with the alias or version if one is called
  /// @param deadLetters the queue for messages that cannot be delivered
  private record Subscription(
      String arn, String topicArn, String functionArn, Optional<String> deadLetters) {

    static Subscription of(Resource subscription) {
      subscription.only("Endpoint", "Protocol", "RedrivePolicy", "TopicArn");
      String protocol = subscription.text("Protocol");
      if (!protocol.equals("lambda")) {
        throw subscription.unsupported("Protocol " + protocol);
      }
      String queue = subscription.property("RedrivePolicy").path("deadLetterTargetArn").asText();
      return new Subscription(
          subscription.ref(),
          subscription.text("TopicArn"),
          subscription.text("Endpoint"),
          Optional.of(queue).filter(it -> !it.isEmpty()));
    }
  }
}
