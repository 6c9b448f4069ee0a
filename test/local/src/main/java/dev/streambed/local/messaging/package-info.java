/// Amazon SQS, as far as a dead-letter queue needs it, and Amazon SNS, as far as publishing goes.
///
/// In: `AWS::SQS::Queue` and `AWS::SNS::Topic`, messages that Lambda sends, and signed requests
/// that publish. Out: the messages, for subscribers (`triggers`) and for the control endpoint.
///
/// 1. A queue and a topic are lists in memory. Nobody receives from a queue: at the end of a test a
///    list holds what was sent to it, delivered or not.
/// 2. Whether a sender may send to a queue is for the sender's side to ask of IAM, because Lambda
///    asks it when the destination is configured.
/// 3. To publish, the caller's role must allow `sns:Publish` on the topic, and
///    `kms:GenerateDataKey` and `kms:Decrypt` on the topic's key if it has one of the account's
///    own, because SNS uses the key in the caller's name. AWS's own key needs no permission.
/// 4. SNS's responses and errors are XML, as on AWS. A stranger does not learn which topics exist.
/// 5. Encryption, retention, `AWS::SQS::QueuePolicy`, `AWS::SNS::TopicPolicy` and `AWS::KMS::Key`
///    are accepted and have no effect: nothing here leaves the machine.
///
/// Out of scope: SQS's own API, FIFO queues and topics (refused at the start), redrive, visibility
/// timeouts, message attributes, batches.
@NullMarked
package dev.streambed.local.messaging;

import org.jspecify.annotations.NullMarked;
