/// Faults on request. In: an answer, and the [dev.streambed.bedrock.fault.Fault]s that the prompt
/// or a test requested. Out: the answer with these faults: refused, late, held, cut, or ended by an
/// exception.
///
/// 1. A fault works on any answer, scripted, replayed or forwarded: it works on frames and bytes,
///    not on formats.
/// 2. Chunks are counted, not frames: `exception=…@10` means that ten chunks of text arrive. Where
///    the source does not distinguish chunks from frames (replayed, forwarded), each frame counts
///    as one.
/// 3. Throttling counts attempts of the same request (same operation, model and body): a caller
///    that retries succeeds in the end, and the count then starts again.
/// 4. Each matching request uses up one count of a rule: a test that plans three faults gets three.
///
/// Out of scope: the grammar (`directive`), length and speed of an answer (`scripted`).
@NullMarked
package dev.streambed.bedrock.fault;

import org.jspecify.annotations.NullMarked;
