/// Whether they may: a customer and a model in, a permit or a refusal out.
///
/// 1. Counting is one conditional write, which counts and decides at once. *Why: many functions run
///    side by side, and a limit that is read first and written later is overshot.*
/// 2. A refusal costs nothing: the condition fails and nothing is counted. What needs no counting
///    is refused before the write.
/// 3. A day is a day of UTC, by this function's clock. A counter is of one window and expires two
///    days after it. *Why: nothing ever resets a counter, so nothing can forget to.*
/// 4. When the tables cannot be written nobody is admitted. *Why: fail closed; a limit that ends
///    with its table is none.* A write that was repeated because its answer was lost may count one
///    request twice, and never none.
///
/// Admission returns a [dev.streambed.gateway.limit.Permit]: what was counted, for those limits
/// that are settled when the answer has ended.
///
/// Out of scope: who the customer is (`auth`), what an answer cost (`usage`).
@NullMarked
package dev.streambed.gateway.limit;

import org.jspecify.annotations.NullMarked;
