/// Answers that Bedrock once gave. In come a folder of recordings and a request; out comes the
/// recorded answer to the same request, with its status and headers, byte for byte.
///
/// 1. The same request means: the same operation, the same model id, and a body that is the same
///    JSON. Order of members, spaces, escapes and `1` against `1.0` make no difference, for a
///    gateway may write JSON anew.
/// 2. Several recordings of one request are served in turn: they were recorded by clients that
///    asked twice.
/// 3. A streamed answer is sent frame by frame. What is damaged is sent as it is, in one go: that
///    is what it was recorded for.
/// 4. Only headers of the recorded connection itself (lengths, encodings) and blacked-out values
///    are left out.
///
/// A recording is three files: `NAME.meta.json` (`api`, `model`, `status`, `response_headers`),
/// `NAME.request.json`, and the answer in `NAME.response.json`, `NAME.eventstream` or
/// `NAME.eventstream.broken`.
///
/// Out of scope: making recordings.
@NullMarked
package dev.streambed.bedrock.replay;

import org.jspecify.annotations.NullMarked;
