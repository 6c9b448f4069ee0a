/// The smoke test: checks a gateway from outside, as its callers see it.
///
/// Base URLs and an API key go in, [Finding]s come out. [SmokeTest] picks a model, computes what
/// the run can cost at most ([CostLimit]) and runs the [Check]s, those of different front doors
/// side by side. A check sends calls through [GatewayClient] and says of each expectation whether
/// it was met. [Dialect] knows the requests, answers and errors of one API; [SmokeReport] is what
/// people keep.
///
/// 1. A check is independent of the others. *Why: one failure must not hide the rest.*
/// 2. The number of requests and the output tokens of each are fixed before the first one is sent.
///    *Why: answers cost money, so nothing is repeated until it succeeds.*
/// 3. No answer is trusted: its size and time are limited, and only [Finding] makes text of it for
///    people, without control characters and without the key.
/// 4. Expectations are about the order of events, not about times. *Why: a slow network is no
///    deviation.*
///
/// Out of scope: the tables of the stack. Of its log only cold starts are read, where a caller
/// hands it in.
@NullMarked
package dev.streambed.cli.smoke;

import org.jspecify.annotations.NullMarked;
