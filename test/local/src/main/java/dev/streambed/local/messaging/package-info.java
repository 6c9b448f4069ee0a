/// Amazon SQS as far as dead-letter queues need it, and the publishing side of Amazon SNS.
///
/// In: `AWS::SQS::Queue` and `AWS::SNS::Topic`, messages that Lambda sends, and signed requests
/// that publish. Out: the messages, for subscribers (`triggers`) and for the control endpoint.
///
/// 1. A queue and a topic are lists in memory. Nothing receives from a queue: at the end of a test
///    its list holds every message that was sent to it.
/// 2. The sender's package checks the permission to send to a queue, because Lambda checks it when
///    the destination is configured.
/// 3. To publish, the caller's role must allow `sns:Publish` on the topic, and
///    `kms:GenerateDataKey` and `kms:Decrypt` on the topic's key if it has one of the account's
///    own, because SNS uses the key on the caller's behalf. AWS's own key needs no permission.
/// 4. SNS's responses and errors are XML, as on AWS. A caller without permission does not learn
///    which topics exist.
/// 5. Encryption, retention, `AWS::SQS::QueuePolicy`, `AWS::SNS::TopicPolicy` and `AWS::KMS::Key`
///    are accepted and have no effect: nothing here leaves the machine.
///
/// Out of scope: SQS's own API, FIFO queues and topics (refused at the start), redrive, visibility
/// timeouts, message attributes, batches.
@NullMarked
package dev.streambed.local.messaging;

import org.jspecify.annotations.NullMarked;
