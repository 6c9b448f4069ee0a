/// Enforces limits: a customer and the most that a request may need in, a permit or a refusal out;
/// at the end of the answer, the permit and its usage in.
///
/// 1. Reserve, then settle. [dev.streambed.gateway.limit.Admitter] counts the most that a request
///    may need, and [dev.streambed.gateway.limit.Settler] corrects the counters when the usage is
///    known. *Why: a limit that is checked first and counted later is exceeded by concurrent
///    requests.* If the usage never becomes known, the reserved amount stays counted.
/// 2. Each step is one conditional write of one item, which decides and counts atomically. *Why:
///    the item is the only thing that functions share, and DynamoDB orders its writes.*
/// 3. A refusal costs nothing: the condition fails and nothing is counted.
/// 4. Each window has its own counters; none is ever reset. *Why: a request that is counted during
///    a reset is counted wrong.* A settlement removes counters of expired windows.
/// 5. Every admitted request makes a reservation, even without limits. *Why: a reservation that
///    stays open shows that a function died, and its request still gets a record.*
/// 6. A reservation is settled once: it is stored in the item under its request id, and the write
///    that settles it removes it. *Why: a repeated write, or the sweep, then finds nothing to
///    settle.*
/// 7. When the table cannot be written, no request is admitted. *Why: fail closed; a limit must
///    hold when its table is unavailable.*
/// 8. A browser key with limits of its own has an item of its own. The reservation is made there
///    first, and released when the customer's item refuses. *Why: a customer's item would grow with
///    its visitors.*
/// 9. A settlement's write returns the item, including the spending and the budget. *Why: a reached
///    threshold of a budget is then noticed at no cost.*
///    [dev.streambed.gateway.limit.BudgetNoticeCoordinator] decides from the table whether to
///    announce it, independent of the function that noticed it. *Why: the next function completes
///    what a dead one has not done.*
/// 10. Requests that call no model are counted by [dev.streambed.gateway.limit.RateLimiter], before
///     they are handled, on an item of their own. *Why: they reserve and settle nothing, and must
///     not take write capacity from model requests.*
///
/// 11. A busy customer's item is split into shards, each with its part of every limit and of what
///     was counted (`ShardSplitter`). Every reservation requires the depth that it assumes for its
///     shard. *Why: parts of another division, used at the same time, could add up to more than the
///     limit.*
///
/// For skewed clocks, scaling and the cost of shards, see docs/limits.md.
///
/// Out of scope: who the customer is (`auth`), what an answer may need (`prompt`), what it cost
/// (`price`), sweeps and announcements (`maintenance`).
@NullMarked
package dev.streambed.gateway.limit;

import org.jspecify.annotations.NullMarked;
