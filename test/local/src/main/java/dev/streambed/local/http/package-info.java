/// HTTP servers of this stack, and what the front doors have in common.
///
/// In: requests on loopback ports. Out: for a front door, the request's parts ([RequestBody],
/// [Headers]); and an [dev.streambed.runtimeapi.ResponseSink] that turns what a function sends into
/// an HTTP response ([StreamedResponse], [BufferedResponse]); and patience that ends
/// ([IntegrationTimeout]).
///
/// 1. A piece of an answer is written to the client by the thread that read it from the function,
///    and flushed with that write: no queue, no timer, no copy in between.
/// 2. A response is committed as soon as its head is known; what fails later breaks the connection,
///    as on AWS.
/// 3. Servers listen on 127.0.0.1 only: there is no TLS and the callers are on this machine.
/// 4. Paths stay escaped, because Function URLs and REST APIs hand them on as they came.
///
/// Out of scope: what an event looks like and what each front door says when something fails; `url`
/// and `rest` own those.
@NullMarked
package dev.streambed.local.http;

import org.jspecify.annotations.NullMarked;
