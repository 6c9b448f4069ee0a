/// Lambda's side of the Runtime API for one execution environment, on a real socket.
///
/// In: one process (or thread) that speaks the Runtime API as a runtime, and invocations from a
/// caller that acts as a front door. Out: each response as it is read from the runtime's socket,
/// and its outcome.
///
/// 1. Behaves like the platform where AWS documents it or its open source shows it, faults
///    included, because a runtime that was never tested against faults breaks in production.
/// 2. HTTP/1.1 is implemented here, because tests must see chunk boundaries, trailers and raw
///    bytes.
/// 3. Bytes go from the runtime's socket to the [ResponseSink] on the thread that read them: a
///    blocked sink blocks the runtime, which is how back-pressure travels on Lambda.
/// 4. Whether an invocation is streamed or buffered is the invoker's choice ([ResponseMode]), never
///    the runtime's: on Lambda, too, the runtime cannot see it.
/// 5. No dependency but the JDK, so that no library between the socket and a test can hide a
///    mistake.
/// 6. AWS's own Java runtime client is tested against it (`functions/runtime`,
///    `ManagedRuntimeTest`).
///
/// Not modelled: extensions and the Telemetry API; `Lambda-Runtime-Function-XRay-Error-Cause`; that
/// Lambda Managed Instances accept an `/error` in the middle of a `/response`; that the platform
/// refuses `/next` as well after an unknown response mode.
///
/// Out of scope: starting, timing out and killing processes, logs, events, and the HTTP responses
/// of the front doors, which are in `test/local`.
@NullMarked
package dev.streambed.runtimeapi;

import org.jspecify.annotations.NullMarked;
