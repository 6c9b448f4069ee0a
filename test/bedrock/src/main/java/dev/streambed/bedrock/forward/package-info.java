/// The real Bedrock. In comes a request that was signed with whatever keys the caller has; out it
/// goes, signed anew with the user's own, and its answer comes back as it is.
///
/// 1. Path, body, and the headers that mean something to Bedrock are passed on unchanged; only the
///    signature is new.
/// 2. Frames are passed on when they are whole, byte for byte: Bedrock flushes frames, so nothing
///    waits.
/// 3. Nothing is read ahead beyond one buffer: a caller who reads slowly slows Bedrock. A caller
///    who leaves, even in a silence, ends the request to Bedrock: an answer that nobody reads costs
///    money.
/// 4. An upstream that breaks off breaks the caller's connection too: a stream must not look
///    complete when it is not.
///
/// Out of scope: where credentials come from (the SDK's own chain), retries (the caller's SDK has
/// them).
@NullMarked
package dev.streambed.bedrock.forward;

import org.jspecify.annotations.NullMarked;
