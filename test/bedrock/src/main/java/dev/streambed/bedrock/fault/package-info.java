/// What goes wrong on request. In come an answer and the [dev.streambed.bedrock.fault.Fault]s that
/// were asked for, by the prompt or for the next requests; out comes the answer as it then goes:
/// refused, late, held, cut, or ended by an exception.
///
/// 1. A fault works on any answer, scripted, replayed or forwarded: it knows frames and bytes, not
///    formats.
/// 2. Pieces are counted, not frames: `exception=…@10` means that ten pieces of text arrive. Where
///    the source does not tell pieces from frames (replayed, forwarded), each frame is one.
/// 3. Throttling counts attempts of the same request (same operation, model and body): whoever
///    retries gets through, and the next who asks the same begins anew.
/// 4. A rule is used up by requests that match it, first come, first served: a test that asks for
///    three gets three.
///
/// Out of scope: the grammar (`directive`), length and speed of an answer (`scripted`).
@NullMarked
package dev.streambed.bedrock.fault;

import org.jspecify.annotations.NullMarked;
