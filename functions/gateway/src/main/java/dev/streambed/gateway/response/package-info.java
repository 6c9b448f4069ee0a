/// Writes responses: chunks, silences and an outcome in, the caller's format out.
///
/// | case | body |
/// |---|---|
/// | streamed, the caller sees bytes as they come | server-sent events, `data: [DONE]` at the end |
/// | streamed, the front door takes the answer whole | one JSON array, `{"done": true}` at the end |
/// | on a WebSocket | one message per chunk: `start`, `content` and `event`, then `done` or `error` |
/// | not streamed | Bedrock's JSON |
/// | stopped | as streamed, with `event: done` before `data: [DONE]`, or `stopReason` in the last element |
/// | failed before the first byte | the error object, with its status |
/// | failed after it | the error object as `event: error`, or as the array's last element |
///
/// An element is `{"content": "…"}` for text. A tool call, reasoning and any event of an unknown
/// family is `{"event": …}` with the model's own event, so that text stays text and nothing is
/// lost. An event that was no JSON is a string there.
///
/// 1. One chunk is one write, at once. *Why: every buffer and every timer in between is a delay
///    that callers see.*
/// 2. Nothing is sent before the first chunk. *Why: until the first byte, a failure can still have
///    a status of its own.* The exception is a comment after 15 seconds of silence: it keeps the
///    front doors from closing the connection, and a later failure is an event.
/// 3. The end is written only for an answer that is complete, or that was stopped, which is written
///    first. *Why: clients take `[DONE]` for success.*
///
/// 4. Messages on a WebSocket are numbered when they are posted, by one thread, one after the
///    other. Text that arrives meanwhile is joined. *Why: concurrent posts arrive in any order, and
///    a message per chunk would fall behind the model on a slow connection.*
/// 5. The queue of messages is bounded; when it is full, the model has to wait. *Why: a client that
///    does not read must not fill the function's memory.*
///
/// Another dialect or transport is one more [dev.streambed.gateway.response.ResponseWriter].
///
/// Out of scope: when to write (`exchange`), where the bytes go (`transport`).
@NullMarked
package dev.streambed.gateway.response;

import org.jspecify.annotations.NullMarked;
