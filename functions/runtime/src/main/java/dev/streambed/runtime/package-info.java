/// A Lambda runtime for Java that streams: polls the platform for events, passes them to a
/// [dev.streambed.runtime.StreamingHandler], and sends each byte of the response when it is
/// written.
///
/// In: `main`, Lambda's environment variables, events from the Runtime API. Out: responses,
/// failures and log lines.
///
/// 1. HTTP/1.1 is implemented here, on blocking sockets: no client of the JDK can send trailers,
///    and a channel would be closed by the interrupt that signals the deadline to a handler.
/// 2. One keep-alive connection per worker carries events, buffered responses and errors. A
///    streamed response has a new connection, closed after the platform's response: the platform
///    requires that, and a response that breaks affects nothing else.
/// 3. Each write is one chunk, sent immediately. There is no buffer and no timer, because waiting
///    adds latency. A prelude and its delimiter are one chunk and the body begins another, because
///    API Gateway has been seen to misread them otherwise.
/// 4. Nothing is sent before the first byte, flush or end of a response, so that a failure until
///    then is reported as a failure (`/error`); after that, in error trailers.
/// 5. No event ends the loop. Only a lost connection to the platform does, and then the process
///    exits: nothing else would end it.
/// 6. Exception messages are sent neither to callers nor to the log: they quote requests, responses
///    and secrets. Types and stack frames go to the log, types alone to the caller of `Invoke`.
/// 7. Code that runs before the first event uses no lambdas, pattern switches, regular expressions,
///    formatting or `invokedynamic` concatenation (a compiler option): each costs a cold start
///    milliseconds. [RuntimePriming] loads what it can in parallel with the handler's
///    initialization.
/// 8. There is no static state: with `AWS_LAMBDA_MAX_CONCURRENCY` several events are handled
///    concurrently.
///
/// Out of scope: what events and responses mean (the handler), choosing between a streamed and a
/// buffered response (the handler, because the platform does not tell), collecting telemetry
/// (extensions), the JVM's options (the script `bootstrap` beside the sources).
@NullMarked
package dev.streambed.runtime;

import org.jspecify.annotations.NullMarked;
