package dev.streambed.local.triggers;

import dev.streambed.local.template.Resource;
import java.util.Optional;

/// One function that wants to know what is published to a topic.
///
/// @param arn the subscription's own
/// @param functionArn with the alias or the version, if it is called by one
/// @param deadLetters the queue for what cannot be delivered
record TopicSubscription(
    String arn, String topicArn, String functionArn, Optional<String> deadLetters) {

  static TopicSubscription of(Resource subscription) {
    subscription.only("Endpoint", "Protocol", "RedrivePolicy", "TopicArn");
    String protocol = subscription.text("Protocol");
    if (!protocol.equals("lambda")) {
      throw subscription.unsupported("Protocol " + protocol);
    }
    String queue = subscription.property("RedrivePolicy").path("deadLetterTargetArn").asText();
    return new TopicSubscription(
        subscription.ref(),
        subscription.text("TopicArn"),
        subscription.text("Endpoint"),
        Optional.of(queue).filter(it -> !it.isEmpty()));
  }
}
