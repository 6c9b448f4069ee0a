/// The front doors: a Lambda event in; an [dev.streambed.gateway.domain.InboundCall] or a WebSocket
/// event out, with the sink for its response.
///
/// | event | recognised by | response |
/// |---|---|---|
/// | Function URL | payload 2.0, a `lambda-url` domain | streamed |
/// | REST API, the methods that the template declares BUFFERED | `resource` and `httpMethod` | as proxy JSON |
/// | REST API, everything else | the same | streamed: the methods are STREAM |
/// | WebSocket API | `connectionId` and `eventType` | as proxy JSON; a body is a message |
/// | an answer handed over | `streambedAnswer` | none: the invocation is asynchronous |
/// | an answer handed over whose invocation failed | an SNS notification (`Records`) | none |
/// | a sweep | `streambedSweep` | as plain JSON, which is not used |
/// | HTTP API | payload 2.0 of another domain | refused as proxy JSON |
/// | anything else | | refused as plain JSON |
///
/// 1. Whether the response is streamed is decided from the event alone. *Why: the platform does not
///    tell a function how it was invoked, and a wrong guess loses the answer's body.*
/// 2. An event that is not understood is refused, without an exception. *Why: Lambda would retry an
///    asynchronous one, and an authorizer's must be denied.* However, an event from the function
///    itself that cannot be read makes the invocation fail. *Why: Lambda then reports the failure,
///    and the answer is ended; otherwise it would go unnoticed.*
/// 3. On a Function URL no CORS header is ever sent. *Why: the URL's own configuration sends them
///    too, and browsers refuse a response that carries one twice.*
/// 4. No body is empty. *Why: Lambda has kept the connections of empty streamed responses open.* On
///    a WebSocket, an empty body is no message, and the response always has a status: without one,
///    API Gateway reports an internal error to the client.
/// 5. An API key among the subprotocols becomes the header `authorization`. *Why: browsers cannot
///    set headers on a WebSocket, and `auth` need not know that.*
///
/// To add a transport, add a kind of event and a [dev.streambed.gateway.domain.ResponseSink].
///
/// Out of scope: what a path means (`http`), who the caller is (`auth`), how an answer is written
/// (`response`).
@NullMarked
package dev.streambed.gateway.transport;

import org.jspecify.annotations.NullMarked;
