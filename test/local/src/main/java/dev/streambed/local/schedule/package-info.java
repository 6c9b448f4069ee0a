/// Amazon EventBridge, as far as rules call functions at regular times.
///
/// In: `AWS::Events::Rule` with a rate. Out: asynchronous invocations of its targets, with the
/// event that the rule holds.
///
/// 1. A rule fires when its time has passed since the start, and whenever somebody asks
///    ([Schedules#fire]): no test waits for five minutes.
/// 2. Without a permission for exactly this rule in the function's policy EventBridge cannot invoke
///    it. As on AWS nobody is told; the invocation is missing.
/// 3. What becomes of the invocation is `invoke`'s: retries, age and destination are the function's
///    own.
///
/// Out of scope: cron expressions, event patterns, other targets, inputs that are made of the event
/// (all refused at the start), and EventBridge's own retries: here the queue takes every event.
@NullMarked
package dev.streambed.local.schedule;

import org.jspecify.annotations.NullMarked;
