/// Recorded answers of Bedrock. In: a folder of recordings, and a request. Out: the recorded answer
/// to the same request, with its status and headers, byte for byte.
///
/// 1. The same request means: the same operation, the same model id, and a body that is the same
///    JSON. Order of members, spaces, escapes and `1` against `1.0` make no difference, because a
///    gateway may write the JSON again.
/// 2. Several recordings of one request are served in turn: they come from clients that sent the
///    request more than once.
/// 3. A streamed answer is sent frame by frame. A damaged recording is sent unchanged, in one
///    write, because it was recorded to show the damage.
/// 4. Only headers of the recorded connection itself (lengths, encodings) and redacted values are
///    omitted.
///
/// A recording is three files: `NAME.meta.json` (`api`, `model`, `status`, `response_headers`),
/// `NAME.request.json`, and the answer in `NAME.response.json`, `NAME.eventstream` or
/// `NAME.eventstream.broken`.
///
/// Out of scope: making recordings.
@NullMarked
package dev.streambed.bedrock.replay;

import org.jspecify.annotations.NullMarked;
