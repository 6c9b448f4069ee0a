/// A Lambda runtime for Java that streams: asks the platform for events, lets a
/// [dev.streambed.runtime.StreamingHandler] answer them, and sends each byte when it is written.
///
/// In: `main`, Lambda's environment variables, events from the Runtime API. Out: answers, failures
/// and log lines.
///
/// 1. HTTP/1.1 is written by hand, over blocking sockets: no client of the JDK can send trailers,
///    and a channel would be closed by the interrupt that tells a handler of its deadline.
/// 2. One keep-alive connection per worker carries events, buffered answers and errors. A streamed
///    answer has a fresh connection, closed after the platform's response: the platform asks for
///    that, and an answer that breaks takes nothing else with it.
/// 3. Each write is one chunk, sent at once. There is no buffer to fill and no timer: waiting is
///    latency. A prelude and its delimiter are one chunk and the body begins another, because API
///    Gateway has been seen to misread them otherwise.
/// 4. Nothing is sent before the first byte, flush or end of an answer, so that a failure up to
///    there is a real failure (`/error`); after it, it is error trailers.
/// 5. Nothing that happens to one event ends the loop. Only a lost connection to the platform does,
///    and then the process exits too: nobody else would end it.
/// 6. Exception messages are sent neither to callers nor to the log: they quote requests, answers
///    and secrets. Types and stack frames go to the log, types alone to the caller of `Invoke`.
/// 7. On the way to the first event there are no lambdas, no pattern switches, no regular
///    expressions, no formatting and no `invokedynamic` concatenation (a compiler option): each
///    costs a cold start milliseconds. [RuntimePriming] loads what it can in parallel with the
///    handler's initialization.
/// 8. There is no static state: with `AWS_LAMBDA_MAX_CONCURRENCY` several events are answered at
///    once.
///
/// Out of scope: what an event means and what an answer says (the handler), choosing between a
/// streamed and a buffered answer (the handler, because the platform does not tell), collecting
/// telemetry (extensions), the JVM's options (the script `bootstrap` beside the sources).
@NullMarked
package dev.streambed.runtime;

import org.jspecify.annotations.NullMarked;
