/// The made-up model. In come a request in any model's native format and the
/// [dev.streambed.bedrock.scripted.Script] of the endpoint, changed by the directive in the prompt;
/// out comes an answer of the wanted length and speed in that model's format, with token counts
/// that add up.
///
/// 1. Pieces are sent by a timetable that is fixed when the answer begins: a late piece does not
///    make the next one late, so a thousand a second stays a thousand a second.
/// 2. A stamped piece is encoded after its moment has come; its stamp is the time of sending, not
///    of planning.
/// 3. `max_tokens` ends an answer, also one whose directive asks for more pieces: that is what the
///    caller's limit is for.
/// 4. An answer in one piece takes as long as the same answer in pieces would.
///
/// Out of scope: the formats (`family`), faults (`fault`).
@NullMarked
package dev.streambed.bedrock.scripted;

import org.jspecify.annotations.NullMarked;
