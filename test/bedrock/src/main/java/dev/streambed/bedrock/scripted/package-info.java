/// The scripted model. In: a request in any model's native format, and the
/// [dev.streambed.bedrock.scripted.Script] of the endpoint, changed by the directive in the prompt.
/// Out: an answer of the requested length and speed in that model's format, with consistent token
/// counts.
///
/// 1. Chunks follow a schedule that is fixed when the answer begins: a late chunk does not delay
///    the next one, so a thousand a second stays a thousand a second.
/// 2. A stamped chunk is encoded when it is due; its stamp is the time of sending, not of planning.
/// 3. `max_tokens` ends an answer even where the directive asks for more chunks, because it is the
///    caller's limit.
/// 4. An answer that is not streamed takes as long as the streamed one would.
/// 5. Tool calls and structured answers fit their schema, so that callers who check them are
///    content. A request that ends with a tool's result is answered with text: a loop of calls ends
///    by itself.
///
/// Out of scope: the formats (`family`), faults (`fault`).
@NullMarked
package dev.streambed.bedrock.scripted;

import org.jspecify.annotations.NullMarked;
