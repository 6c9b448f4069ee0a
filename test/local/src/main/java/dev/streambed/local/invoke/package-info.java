/// Lambda's own API: `Invoke`, and the queue behind asynchronous invocations.
///
/// In: signed requests to `/2015-03-31/functions/{name}/invocations`, and events of services that
/// invoke functions. Out: a function's response, or 202 and a later invocation; an event that
/// failed permanently goes to the destination in the template (`AWS::Lambda::EventInvokeConfig`).
///
/// 1. The caller's role must allow `lambda:InvokeFunction` on exactly the ARN that is called: with
///    the alias when there is one in the request. A caller without permission does not learn
///    whether it exists.
/// 2. An event that was accepted with 202 is invoked at least once unless it becomes too old first.
///    After a function error it is retried as often as configured, after one minute and after two
///    ([RetryDelays]); a throttled event is retried until it is too old.
/// 3. An event that failed every attempt, or became too old, leaves a record ([FailureRecord]) in
///    the destination, a queue or a topic, in the format that Lambda documents. A record that is
///    too large for SNS omits the event and the response.
/// 4. A destination that the function's role may not write to ends the start, as it ends a
///    deployment: Lambda refuses such a configuration.
///
/// Out of scope: other destinations (a function cannot be its own destination), `OnSuccess`,
/// `DeadLetterConfig` of a function (refused at the start), `InvokeWithResponseStream`, tails of
/// logs, duplicates (Lambda promises at least once), and the detection of recursive loops.
@NullMarked
package dev.streambed.local.invoke;

import org.jspecify.annotations.NullMarked;
