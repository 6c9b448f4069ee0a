/// The front doors: a Lambda event in, a [dev.streambed.gateway.domain.HttpCall] or something on a
/// WebSocket, and the way its answer goes back out.
///
/// | event | recognised by | answer goes back |
/// |---|---|---|
/// | Function URL | payload 2.0, a `lambda-url` domain | streamed |
/// | REST API, the methods that the template declares BUFFERED | `resource` and `httpMethod` | as proxy JSON |
/// | REST API, everything else | the same | streamed: the methods are STREAM |
/// | WebSocket API | `connectionId` and `eventType` | as proxy JSON; a body is a message |
/// | an answer handed on | `streambedAnswer` | to nobody: the invocation is asynchronous |
/// | an answer handed on whose invocation failed | a notification of SNS (`Records`) | to nobody, as well |
/// | a sweep is due | `streambedSweep` | as plain JSON, which nobody reads |
/// | HTTP API | payload 2.0 of another domain | refused as proxy JSON |
/// | anything else | | refused as plain JSON |
///
/// 1. Whether a caller reads a stream is decided by the event alone. *Why: the platform does not
///    tell a function how it was invoked, and a wrong guess loses the answer's body.*
/// 2. An event that is not understood is refused and never thrown. *Why: Lambda would repeat an
///    asynchronous one, and an authorizer's must be denied.* But an event of the function's own
///    that cannot be read makes the invocation fail. *Why: Lambda then tells of it, and the answer
///    is ended; nobody would notice otherwise.*
/// 3. On a Function URL no CORS header is ever sent. *Why: the URL's own configuration sends them
///    too, and browsers refuse an answer that carries one twice.*
/// 4. No body is empty. *Why: Lambda has kept the connections of empty streamed answers open.* On a
///    WebSocket an empty one is no message, and a status always goes with it: without one API
///    Gateway tells the client of an internal error.
/// 5. A token among the subprotocols becomes the header that it would have been. *Why: browsers
///    cannot set headers on a WebSocket, and who somebody is (`auth`) does not depend on that.*
///
/// A further transport is one more kind of event and one more
/// [dev.streambed.gateway.domain.ResponseSink].
///
/// Out of scope: what a path means (the root package's routes), who the caller is (`auth`), how an
/// answer is written (`reply`).
@NullMarked
package dev.streambed.gateway.transport;

import org.jspecify.annotations.NullMarked;
