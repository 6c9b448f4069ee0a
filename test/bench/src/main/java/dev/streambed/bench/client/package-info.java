/// A caller that notes when each byte came. In: what is wanted of the model, and when the answer is
/// to be stopped; out: when each piece of the answer was sent and when it arrived.
///
/// 1. While an answer comes, nothing happens but reads into memory that is there already, and a
///    look at the clock after each, then one for the answer's end. *Why: the caller must not be
///    what is measured.*
/// 2. Everything is decoded after the answer's end, from the bytes.
/// 3. Each piece carries the time it was sent at (the directive `stamp`), which another process on
///    the same machine reads from the same clock. *Why: nothing has to be matched or counted.*
/// 4. A connection is kept for many requests. *Why: connecting is not what is measured, and real
///    callers and AWS's front doors keep theirs.*
/// 5. An answer of which a piece is missing, comes twice or comes too early is an [IOException],
///    over WebSocket also one whose `seq` has a gap. *Why: a fast answer that is not whole is no
///    answer.*
///
/// Out of scope: answers that are not streamed, redirects, TLS; messages in several frames, which
/// none of the gateway's needs.
@NullMarked
package dev.streambed.bench.client;

import org.jspecify.annotations.NullMarked;
