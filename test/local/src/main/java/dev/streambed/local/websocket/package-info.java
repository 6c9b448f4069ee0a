/// Amazon API Gateway's WebSocket APIs.
///
/// In: handshakes and messages on a loopback port, the stage as the path; signed requests to
/// `@connections` on the same port. Out: `CONNECT`, `MESSAGE` and `DISCONNECT` events for the
/// functions behind the routes, and their responses as handshakes and messages.
///
/// 1. A handshake is completed when the `$connect` function has responded, never before; only then
///    can messages be posted to the connection. Status and `Sec-WebSocket-Protocol` are the
///    function's; nothing else of its response is passed on.
/// 2. A message finds its route by the API's route selection expression; one without a route goes
///    to `$default`; if there is none, API Gateway itself returns `Forbidden`.
/// 3. Messages of one connection are passed on concurrently as they arrive: API Gateway does not
///    wait for the response to one before it invokes the function for the next.
/// 4. The body of a response becomes a message only where the route has a route response. The
///    client gets API Gateway's own error message for a failure, with connection and request id.
/// 5. API Gateway stops waiting after the integration's timeout, 29 seconds at most; the function
///    runs on. `$disconnect` is best effort: a failure of its function is not reported.
/// 6. Messages over 128 KB and frames over 32 KB end the connection with 1009, binary ones with
///    1003; ten idle minutes and two hours with 1001. Both times can be changed
///    ([ConnectionTimeouts]), so that tests need not wait.
/// 7. Without a permission in the function's policy API Gateway cannot invoke it.
///
/// AWS does not document the body of a refused handshake; here it is API Gateway's usual JSON.
///
/// Out of scope: integrations other than Lambda's proxy, authorizers and keys (refused at the
/// start); throttling and access logs (ignored); TLS, compression, custom domains.
@NullMarked
package dev.streambed.local.websocket;

import org.jspecify.annotations.NullMarked;
