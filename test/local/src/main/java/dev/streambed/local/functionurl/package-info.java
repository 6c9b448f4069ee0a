/// Function URLs.
///
/// In: HTTP requests on a loopback port. Out: events of payload format 2.0 for the function that
/// the URL belongs to, and its answers as HTTP, streamed or buffered as the template's `InvokeMode`
/// says.
///
/// 1. Without both permissions in the function's policy a caller gets 403, as since October 2025.
/// 2. Where the URL has a CORS configuration, Lambda answers every OPTIONS itself, and adds the
///    configured headers to what the function sends; a function that sends its own makes
///    duplicates, which browsers refuse.
/// 3. A failure before the answer begins is a 502; a later one breaks the connection. After an
///    error in trailers the answer ends normally, because HTTP callers do not see trailers on AWS
///    either.
/// 4. The function does not notice when a caller leaves: the rest of the answer is drained.
///
/// Out of scope: `AuthType: AWS_IAM`, TLS, and Lambda's limits on requests per second.
@NullMarked
package dev.streambed.local.functionurl;

import org.jspecify.annotations.NullMarked;
