/// Amazon SNS's subscriptions of functions.
///
/// In: `AWS::SNS::Subscription`, and what is published to a topic. Out: the function's invocation
/// with the notification, asynchronous as all of SNS's.
///
/// 1. The function must permit it to `sns.amazonaws.com` on behalf of the topic
///    (`AWS::Lambda::Permission`). What it does not goes to the queue of the subscription's
///    `RedrivePolicy`, if there is one.
/// 2. A subscription to a topic, of a function or with a queue that is not there ends the start, as
///    it ends a deployment.
///
/// Out of scope: protocols other than `lambda` and filters (refused at the start), signatures of
/// notifications, which functions do not check.
@NullMarked
package dev.streambed.local.subscriptions;

import org.jspecify.annotations.NullMarked;
