/// The HTTP servers of this stack, and the shared code of the front doors.
///
/// In: requests on loopback ports. Out: for a front door, the request's parts ([RequestBody],
/// [RequestHeaders]); an [dev.streambed.runtimeapi.ResponseSink] that turns what a function sends
/// into an HTTP response ([StreamedResponse], [BufferedResponse]); and the timeout of integrations
/// ([IntegrationTimeLimiter]).
///
/// 1. A chunk of a response is written to the client by the thread that read it from the function,
///    and flushed with that write: no queue, no timer, no copy in between.
/// 2. A response is committed as soon as its head is known; a later failure breaks the connection,
///    as on AWS.
/// 3. Servers listen on 127.0.0.1 only: there is no TLS and the callers are on this machine.
/// 4. Paths stay escaped, because Function URLs and REST APIs pass them on unchanged.
///
/// Out of scope: the format of events and the errors of each front door, which are in `functionurl`
/// and `rest`.
@NullMarked
package dev.streambed.local.http;

import org.jspecify.annotations.NullMarked;
