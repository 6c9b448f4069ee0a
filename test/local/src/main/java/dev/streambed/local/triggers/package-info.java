/// Event sources that invoke functions: EventBridge schedule rules and SNS subscriptions.
///
/// In: `AWS::Events::Rule` with a rate, `AWS::SNS::Subscription`, and messages published to a
/// topic. Out: asynchronous invocations, with the rule's event or the notification.
///
/// 1. A rule fires at its rate after the start, and on request ([Schedules#fire]), so that no test
///    has to wait for it.
/// 2. The function must permit each of them (`AWS::Lambda::Permission`). Without it EventBridge
///    does not invoke the function and, as on AWS, reports nothing; a notification goes to the
///    queue of the subscription's `RedrivePolicy`, if there is one.
/// 3. A subscription to a topic, of a function or with a queue that does not exist ends the start,
///    as it ends a deployment.
/// 4. Retries, age and destination of an invocation are configured on the function (`invoke`).
///
/// Out of scope: cron expressions, event patterns, other targets, input transformers, protocols
/// other than `lambda`, filters (all refused at the start); EventBridge's own retries; signatures
/// of notifications, which functions do not check.
@NullMarked
package dev.streambed.local.triggers;

import org.jspecify.annotations.NullMarked;
