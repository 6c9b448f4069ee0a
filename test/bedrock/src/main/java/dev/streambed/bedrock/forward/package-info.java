/// Forwarding to the real Bedrock. In: a request, signed with any keys. Out: the same request,
/// signed with the user's own credentials; its answer is passed back unchanged.
///
/// 1. Path, body, and the headers that Bedrock uses are passed on unchanged; only the signature is
///    new.
/// 2. Frames are passed on when they are complete, byte for byte. Bedrock flushes every frame, so
///    this causes no delay.
/// 3. At most one buffer is read ahead: a caller that reads slowly slows Bedrock. When a caller
///    leaves, even while nothing is sent, the request to Bedrock ends, because an unread answer
///    costs money.
/// 4. An upstream that breaks off breaks the caller's connection too: a stream must not look
///    complete when it is not.
///
/// Out of scope: where credentials come from (the SDK's own chain), retries (the caller's SDK has
/// them).
@NullMarked
package dev.streambed.bedrock.forward;

import org.jspecify.annotations.NullMarked;
