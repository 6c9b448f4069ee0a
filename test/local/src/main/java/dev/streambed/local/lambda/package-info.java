/// AWS Lambda: the declared functions, running as processes.
///
/// In: an event for a function ([InvocationRequest]). Out: its response, chunk by chunk, to a
/// [dev.streambed.runtimeapi.ResponseSink], and its outcome ([InvocationResult]).
///
/// 1. A function is its zip, unpacked unchanged, started as Lambda starts it: through
///    `AWS_LAMBDA_EXEC_WRAPPER` on a managed Java runtime, as `bootstrap` on `provided`; with
///    Lambda's environment variables and no others ([RuntimeVariables]).
/// 2. An execution environment ([ExecutionEnvironment]) is one process and one Runtime API; it runs
///    one invocation at a time, and on Managed Instances as many as the function declares. The most
///    recently used idle one is chosen first, as on Lambda, so that older ones stay idle when load
///    falls.
/// 3. No invocation waits for capacity: beyond the concurrency limit it is throttled
///    ([InvocationResult.Throttled]).
/// 4. Failures are those of Lambda: a failed initialization is retried once as part of the
///    invocation; a function that exceeds its timeout is killed; a process that exits fails its
///    invocation and is replaced. On Managed Instances a timeout ends the invocation only.
/// 5. No process outlives the stack: they are killed when it closes, and a runtime whose API is
///    gone exits by itself.
///
/// Out of scope: memory limits and CPU shares (the machine's own apply), a separate `/tmp`, layers,
/// images, VPCs, how Managed Instances scale (an environment is started when an invocation finds no
/// room, where Lambda starts them by load and throttles until then). Lambda's own API and
/// asynchronous invocations are in `invoke`.
@NullMarked
package dev.streambed.local.lambda;

import org.jspecify.annotations.NullMarked;
