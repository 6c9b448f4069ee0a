/// Function URLs.
///
/// In: HTTP requests on a loopback port. Out: events of payload format 2.0 for the function that
/// the URL belongs to, and its responses as HTTP, streamed or buffered as the template's
/// `InvokeMode` specifies.
///
/// 1. Without both permissions in the function's policy a caller gets 403, as since October 2025.
/// 2. Where the URL has a CORS configuration, Lambda itself responds to every OPTIONS, and adds the
///    configured headers to what the function sends; a function that sends its own makes
///    duplicates, which browsers refuse.
/// 3. A failure before the response starts is a 502; a later one breaks the connection. After an
///    error in trailers the response ends normally, because HTTP callers do not see trailers on AWS
///    either.
/// 4. The function does not notice when a caller disconnects: the rest of the response is drained.
///
/// Out of scope: `AuthType: AWS_IAM`, TLS, and Lambda's limits on requests per second.
@NullMarked
package dev.streambed.local.functionurl;

import org.jspecify.annotations.NullMarked;
