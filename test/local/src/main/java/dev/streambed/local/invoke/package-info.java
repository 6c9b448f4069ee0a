/// Lambda's own API: `Invoke`, and the queue behind asynchronous invocations.
///
/// In: signed requests to `/2015-03-31/functions/{name}/invocations`, and events of services that
/// call functions by themselves. Out: a function's answer, or 202 and an invocation that happens
/// later; what failed for good goes to the destination that the template names
/// (`AWS::Lambda::EventInvokeConfig`).
///
/// 1. The caller's role must allow `lambda:InvokeFunction` on exactly the ARN that is called: with
///    the alias when there is one in the request. A stranger does not learn whether it exists.
/// 2. An event that was accepted with 202 is invoked at least once unless it becomes too old first.
///    A function that fails is tried again as often as the configuration says, after one minute and
///    after two ([RetryDelays]); a throttled one until the event is too old.
/// 3. What was tried in vain, or has become too old, leaves a record ([FailureRecord]) in the
///    destination, a queue or a topic, in the words of Lambda's documentation. Of one that is too
///    large for SNS the event and the answer are left out.
/// 4. A destination that the function's role may not write to ends the start, as it ends a
///    deployment: Lambda refuses such a configuration.
///
/// Out of scope: other destinations (a function cannot be its own, anyhow), `OnSuccess`,
/// `DeadLetterConfig` of a function (refused at the start), `InvokeWithResponseStream`, tails of
/// logs, duplicates (Lambda promises at least once), and the detection of recursive loops.
@NullMarked
package dev.streambed.local.invoke;

import org.jspecify.annotations.NullMarked;
