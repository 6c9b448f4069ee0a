/// What passes over the wire between an AWS SDK and Bedrock: operations and their paths,
/// event-stream frames, and AWS's error bodies. In come bytes and paths; out go records, and bytes
/// again.
///
/// 1. A model id is taken from the raw path, up to the last slash, and decoded once: SDKs escape
///    the colons of an id and the slashes of an ARN, curl users do not, and both mean the same
///    model.
/// 2. Frames are encoded and checked by AWS's own library: a second opinion about check sums would
///    only add bugs.
/// 3. [dev.streambed.bedrock.protocol.FrameParser] hands out the frames' bytes as they came, never
///    re-encoded: what was recorded, or what the real Bedrock sent, reaches the caller byte for
///    byte.
///
/// Out of scope: signatures (`signature`), what an answer says (`family`), when its frames are sent
/// (`answer`).
@NullMarked
package dev.streambed.bedrock.protocol;

import org.jspecify.annotations.NullMarked;
