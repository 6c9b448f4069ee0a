package dev.streambed.local.topics;

import dev.streambed.local.template.Resource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// One declared topic.
///
/// @param arn what it is published to by
/// @param keyArn the key that its messages are encrypted with
/// @param published what was published, the oldest first
record Topic(String arn, Optional<String> keyArn, List<Announcement> published) {

  static Topic of(Resource topic) {
    topic.only("DisplayName", "KmsMasterKeyId", "Tags", "TopicName");
    return new Topic(
        topic.ref(), topic.optionalText("KmsMasterKeyId"), new CopyOnWriteArrayList<>());
  }

  String name() {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
