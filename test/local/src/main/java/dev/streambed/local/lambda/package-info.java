/// AWS Lambda: the declared functions, running as processes.
///
/// In: an event for a function ([InvocationRequest]). Out: its answer, chunk by chunk, to a
/// [dev.streambed.runtimeapi.ResponseSink], and its outcome ([InvocationResult]).
///
/// 1. A function is its zip, unpacked as it is, started as Lambda starts it: through
///    `AWS_LAMBDA_EXEC_WRAPPER` on a managed Java runtime, as `bootstrap` on `provided`; with
///    Lambda's environment variables and no others ([RuntimeVariables]).
/// 2. An execution environment ([ExecutionEnvironment]) is one process and one Runtime API; it has
///    one invocation at a time. The most recently used idle one is taken first, as on Lambda, so
///    that older ones stay idle when load falls.
/// 3. No invocation waits for capacity: beyond the concurrency limit it is throttled
///    ([InvocationResult.Throttled]).
/// 4. Failures are those of Lambda: an initialization that fails is tried once more as part of the
///    invocation; a function that passes its timeout is killed; a process that ends takes its
///    invocation with it and is replaced.
/// 5. No process outlives the stack: they are killed when it closes, and a runtime whose API is
///    gone ends by itself.
///
/// Out of scope: memory limits and CPU shares (the machine's own apply), a separate `/tmp`, layers,
/// images, VPCs. Lambda's own API and asynchronous invocations are `invoke`'s.
@NullMarked
package dev.streambed.local.lambda;

import org.jspecify.annotations.NullMarked;
