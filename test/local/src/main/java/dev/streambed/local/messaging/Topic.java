package dev.streambed.local.messaging;

import dev.streambed.local.template.Resource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// One declared topic.
///
/// @param arn what it is published to by
/// @param keyArn the key of the account's own that its messages are encrypted with; the key that
///   SNS has for everybody is there for whoever may publish
/// @param published what was published, the oldest first
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
