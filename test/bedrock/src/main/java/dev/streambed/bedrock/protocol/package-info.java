/// The wire protocol between an AWS SDK and Bedrock: operations and their paths, event-stream
/// frames, and AWS's error bodies. In: bytes and paths. Out: records, and encoded bytes.
///
/// 1. A model id is taken from the raw path, up to the last slash, and decoded once: SDKs escape
///    the colons of an id and the slashes of an ARN, curl users do not, and both mean the same
///    model.
/// 2. Frames are encoded and checked by AWS's own library: a second implementation of check sums
///    would only add bugs.
/// 3. [dev.streambed.bedrock.protocol.FrameParser] returns the frames' original bytes and never
///    encodes them again: recorded and forwarded frames reach the caller byte for byte.
///
/// Out of scope: signatures (`signature`), the content of answers (`family`), when frames are sent
/// (`model`).
@NullMarked
package dev.streambed.bedrock.protocol;

import org.jspecify.annotations.NullMarked;
