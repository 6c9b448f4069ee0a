/// Amazon SNS, as far as somebody announces something.
///
/// In: `AWS::SNS::Topic`, signed requests that publish, and records of Lambda's. Out: the messages,
/// for subscribers ([dev.streambed.local.subscriptions]) and for whoever looks at them through the
/// control endpoint.
///
/// 1. A topic is a list in memory: what it holds at the end of a test is what was published,
///    delivered or not.
/// 2. The caller's role must allow `sns:Publish` on the topic, and `kms:GenerateDataKey` and
///    `kms:Decrypt` on the topic's key if it has one of the account's own, because SNS uses it in
///    the caller's name. The key that SNS has for everybody needs no permission.
/// 3. Answers and errors are XML, as SNS's are. A stranger does not learn which topics exist.
/// 4. `AWS::SNS::TopicPolicy` and `AWS::KMS::Key` are accepted; their policies are for AWS's own
///    services, such as alarms, which nobody raises here.
///
/// Out of scope: FIFO topics (refused at the start), message attributes, batches.
@NullMarked
package dev.streambed.local.topics;

import org.jspecify.annotations.NullMarked;
