/// A caller that notes when each byte came. In: what is wanted of the model; out: when each piece
/// of the answer was sent and when it arrived.
///
/// 1. While an answer comes, nothing happens but reads into memory that is there already, and a
///    look at the clock after each. *Why: the caller must not be what is measured.*
/// 2. Everything is decoded after the answer's end, from the bytes.
/// 3. Each piece carries the time it was sent at (the directive `stamp`), which another process on
///    the same machine reads from the same clock. *Why: nothing has to be matched or counted.*
/// 4. A connection is kept for many requests. *Why: connecting is not what is measured, and real
///    callers and AWS's front doors keep theirs.*
///
/// Out of scope: answers that are not streamed, redirects, TLS.
@NullMarked
package dev.streambed.bench.client;

import org.jspecify.annotations.NullMarked;
