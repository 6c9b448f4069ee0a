/// Clients that record when each byte arrived. In: the requested answer, and when to stop it; out:
/// when each chunk of the answer was sent and when it arrived.
///
/// 1. While an answer arrives, the client only reads into preallocated memory, reads the clock
///    after each read, and looks for the end of the answer. *Why: the client must not distort the
///    measurement.*
/// 2. The bytes are decoded after the end of the answer.
/// 3. Each chunk carries the time it was sent at (the directive `stamp`), which another process on
///    the same machine reads from the same clock. *Why: chunks need not be matched or counted.*
/// 4. A connection is reused for many requests. *Why: connecting is not measured, and real callers
///    and AWS's front doors reuse connections, too.*
/// 5. An answer with a missing, duplicate or early chunk, or over WebSocket with a gap in `seq`, is
///    an [IOException]. *Why: an incomplete answer is not a fast answer.*
///
/// Out of scope: answers that are not streamed, redirects, TLS; messages in several frames, which
/// the gateway does not send.
@NullMarked
package dev.streambed.bench.client;

import org.jspecify.annotations.NullMarked;
