/// Writes responses: chunks, silences and an outcome in, the caller's format out.
///
/// | case | body |
/// |---|---|
/// | streamed, to a front door that streams | server-sent events, `data: [DONE]` at the end |
/// | streamed, to a front door that buffers | one JSON array, `{"done": true}` at the end |
/// | on a WebSocket | one message per chunk: `start`, `content` and `event`, then `done` or `error` |
/// | not streamed | Bedrock's JSON |
/// | stopped | as streamed, with `event: done` before `data: [DONE]`, or `stopReason` in the last element |
/// | failed before the first byte | the error object, with its status |
/// | failed after it | the error object as `event: error`, or as the array's last element |
///
/// An element is `{"content": "…"}` for text. A tool call, reasoning or an event of an unknown
/// family is `{"event": …}` with the model's own event, so that nothing is lost and only text
/// appears as text. An event that was not JSON is a string there.
///
/// 1. Each chunk is written and flushed immediately. *Why: every buffer and timer in between adds
///    latency that callers see.*
/// 2. Nothing is sent before the first chunk. *Why: until the first byte, a failure can still have
///    its own status.* The exception is a comment after 15 seconds of silence: it keeps the front
///    doors from closing the connection, and a later failure is an event.
/// 3. The success marker is written only for an answer that is complete, or that was stopped; a
///    stop is announced first. *Why: clients take `[DONE]` for success.*
/// 4. Messages on a WebSocket are numbered when they are posted, by one thread, one after the
///    other. Text that arrives meanwhile is joined. *Why: concurrent posts arrive in any order, and
///    one message per chunk would fall behind the model on a slow connection.*
/// 5. The queue of messages is bounded; when it is full, the model has to wait. *Why: a client that
///    does not read must not fill the function's memory.*
///
/// To add a format or a transport, implement [dev.streambed.gateway.response.ResponseWriter].
///
/// Out of scope: when to write (`exchange`), where the bytes go (`transport`).
@NullMarked
package dev.streambed.gateway.response;

import org.jspecify.annotations.NullMarked;
