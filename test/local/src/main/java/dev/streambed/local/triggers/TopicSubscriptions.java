package dev.streambed.local.triggers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.iam.FunctionPolicy;
import dev.streambed.local.invoke.LambdaApiContext;
import dev.streambed.local.invoke.LambdaEndpoint;
import dev.streambed.local.messaging.TopicMessage;
import java.util.List;

/// The subscriptions of a deployment. Thread-safe.
public final class TopicSubscriptions {

  private static final String SERVICE = "sns.amazonaws.com";

  private final List<TopicSubscription> subscriptions;
  private final LambdaApiContext lambdaApiContext;
  private final FunctionPolicy policy;
  private final LambdaEndpoint lambda;

  private TopicSubscriptions(
      List<TopicSubscription> subscriptions,
      LambdaApiContext lambdaApiContext,
      LambdaEndpoint lambda) {
    this.subscriptions = subscriptions;
    this.lambdaApiContext = lambdaApiContext;
    this.policy = FunctionPolicy.of(lambdaApiContext.deployment());
    this.lambda = lambda;
  }

  /// Reads every declared subscription, and delivers from now on.
  ///
  /// @param lambda takes the invocations
  /// @throws LocalStackException when what one names is not there
  public static void serve(LambdaApiContext lambdaApiContext, LambdaEndpoint lambda) {
    List<TopicSubscription> declared =
        lambdaApiContext.deployment().resources("AWS::SNS::Subscription").stream()
            .map(TopicSubscription::of)
            .toList();
    declared.forEach(topicSubscription -> check(topicSubscription, lambdaApiContext));
    TopicSubscriptions all = new TopicSubscriptions(declared, lambdaApiContext, lambda);
    lambdaApiContext.topics().subscribe(all::deliver);
  }

  private static void check(
      TopicSubscription topicSubscription, LambdaApiContext lambdaApiContext) {
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
    for (TopicSubscription topicSubscription : subscriptions) {
      if (topicSubscription.topicArn().equals(topicArn)) {
        deliver(topicSubscription, notification(topicArn, topicMessage));
      }
    }
  }

  private void deliver(TopicSubscription topicSubscription, ObjectNode notification) {
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
  private static ObjectNode event(TopicSubscription topicSubscription, ObjectNode notification) {
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
}
