/// Whether they may: a customer and what a request may need in, a permit or a refusal out; and at
/// the answer's end the permit and what was used in.
///
/// 1. Reserve, then settle. [dev.streambed.gateway.limit.Admitter] counts the most that a request
///    may need, and [dev.streambed.gateway.limit.Settler] puts it right when it is known. *Why: a
///    limit that is checked first and counted later is overshot by whatever runs side by side.*
///    What is never known for certain is never given back: then what was used is what was reserved.
/// 2. Each is one conditional write of one item, which decides and counts at once. *Why: the item
///    is the only thing that functions share, and DynamoDB orders its writes.*
/// 3. A refusal costs nothing: the condition fails and nothing is counted.
/// 4. Each window has counters of its own, named by it; nothing ever resets one. *Why: a reset is a
///    moment in which somebody counts wrong.* Those that are long over go with a settlement.
/// 5. Every admitted request reserves, also without limits. *Why: a reservation that stays open is
///    how a function that died is noticed, and its request gets its record.*
/// 6. A reservation is settled once: it stands in the item under its request's id, and goes with
///    the write that settles it. *Why: whoever comes second, a repeated write or the sweep, finds
///    nothing to settle.*
/// 7. When the table cannot be written nobody is admitted. *Why: fail closed; a limit that ends
///    with its table is none.*
/// 8. A token with limits of its own has an item of its own, reserved on before the customer's and
///    given back when that refuses. *Why: a customer's item would grow with its visitors.*
/// 9. A settlement's write returns the item, and in it what is spent and the budget. *Why: that a
///    customer comes to a threshold of its budget is noticed at no cost.* Whether to announce it
///    [dev.streambed.gateway.limit.BudgetThresholds] decides, by what is noted and not by who was
///    there. *Why: what a function that died has left undone, the next one does.*
/// 10. What is asked for besides answers is counted by [dev.streambed.gateway.limit.RateLimiter],
///     before it is done, on an item of its own. *Why: it reserves nothing and settles nothing, and
///     must not take write capacity from answers.*
///
/// What clocks that differ do, how it scales and what shards cost: docs/limits.md.
///
/// Out of scope: who the customer is (`auth`), what an answer may need (`model`), what it cost
/// (`usage`), who sweeps and who announces (the root package).
@NullMarked
package dev.streambed.gateway.limit;

import org.jspecify.annotations.NullMarked;
