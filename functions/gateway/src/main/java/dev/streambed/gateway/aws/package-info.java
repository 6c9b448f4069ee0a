/// Calls of AWS services over the AWS Common Runtime (CRT), AWS's own HTTP client and signer in
/// native code. A request is an [AwsRequest]; [RequestSigner] signs it for a service;
/// [HttpConnections] sends it on a pooled connection; [ResponseHandler] gets the response as it
/// comes, and [AwsServiceClient#send] waits for all of it.
///
/// 1. The AWS SDK for Java is not used. *Why: its classes are two thirds of what a cold start would
///    load (docs/decisions/0016).* Tests hold signatures and endpoints against the SDK's.
/// 2. Only this package knows the CRT. Nothing is called on a native stream or connection after it
///    was released ([HttpCall]). *Why: that is freed memory, and ends the process.*
/// 3. The log gets an error's name, never its message ([AwsException]). *Why: AWS's messages quote
///    account numbers, ARNs, table names and parts of prompts.*
/// 4. A call that waits ends when the other side was silent while this process was idle
///    ([SilenceTimer]); wall-clock time alone is not measured. *Why: a process without a CPU cannot
///    read a response that has arrived, and taking that for an unreachable table would refuse
///    callers for nothing.*
/// 5. [CallDeadline] bounds work for a caller who waits. *Why it is a scope and not an argument:
///    every method of every table would need the argument. Work that must happen in any case runs
///    outside of the scope.*
///
/// Out of scope: retries, and what a response means.
@NullMarked
package dev.streambed.gateway.aws;

import org.jspecify.annotations.NullMarked;
