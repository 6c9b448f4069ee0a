/// Writes the answer: pieces, silences and an ending in, the caller's format out.
///
/// | case | body |
/// |---|---|
/// | streamed, the caller sees bytes as they come | server-sent events, `data: [DONE]` at the end |
/// | streamed, the front door takes the answer whole | one JSON array, `{"done": true}` at the end |
/// | on a WebSocket | one message per piece: `start`, `content` and `event`, then `done` or `error` |
/// | not streamed | Bedrock's JSON |
/// | stopped | as streamed, with `event: done` before `data: [DONE]`, or `stopReason` in the last element |
/// | failed before the first byte | the error object, with its status |
/// | failed after it | the error object as `event: error`, or as the array's last element |
///
/// An element is `{"content": "…"}` for text. A tool call, reasoning and whatever comes of a family
/// that we do not know is `{"event": …}` with the model's own event, so that text stays text and
/// nothing is lost. An event that was no JSON is a string there.
///
/// 1. One piece is one write, at once. *Why: every buffer and every timer in between is a delay
///    that readers see.*
/// 2. Nothing goes out before there is something to say. *Why: until the first byte a failure can
///    still have its own status.* A comment after 15 seconds of silence is something to say: it
///    keeps the front doors from hanging up, and what fails then fails as an event.
/// 3. The end is only said of an answer that is whole or that its caller stopped, which is said
///    first. *Why: clients take `[DONE]` for success.*
///
/// 4. Messages on a WebSocket are numbered when they are posted, by one thread, one after the
///    other. Text that comes meanwhile is joined. *Why: posts that run side by side arrive in any
///    order, and a message per piece would fall behind the model on a slow connection.*
/// 5. What waits to be posted is bounded; then the model has to wait. *Why: a client that does not
///    read must not fill the function's memory.*
///
/// Another dialect or transport is one more [dev.streambed.gateway.response.ResponseWriter].
///
/// Out of scope: when to write (the root package's relay), where the bytes go (`transport`).
@NullMarked
package dev.streambed.gateway.response;

import org.jspecify.annotations.NullMarked;
