/// Records usage: the outcome of a request in; one log line, one record and one line of metrics
/// out.
///
/// 1. Every request that was admitted leaves exactly one line and one record, whatever its outcome.
///    *Why: bills are made from them, and a bill without failures or lost clients is wrong.*
/// 2. The line first, then the record; both before the invocation ends. *Why: the function is
///    frozen once it has answered, and the line exists even if the table cannot be written.* The
///    caller does not wait: the last byte was sent before.
/// 3. One list of fields is the source of both. *Why: reports read either and must agree.*
/// 4. A count that Bedrock did not give is absent, never 0. *Why: 0 would be summed.* An estimate
///    is marked as one, with its reason, and the amount that the limits hold in its place stands
///    beside it. *Why: a later settlement uses the record, and the records must explain counters
///    that are higher than their sums.*
/// 5. A record that could not be written after three tries, each with the client's own retries, is
///    reported in a log line with AWS's name for the reason. *Why: it can be restored from its
///    line.*
/// 6. A record never replaces another: written twice it is one, and another request of the same
///    millisecond and id gets a key of its own. *Why: ids are the callers', and may repeat.*
/// 7. A cost is there or the record says `unpriced`. *Why: 0 would be summed, here too.*
/// 8. Metrics have hardly any dimensions. *Why: each value of each dimension is a metric that
///    costs; the records have the numbers by model and by customer.*
///
/// It also makes usage statements: a customer and a period in, sums of the records by day and model
/// out. The number of records read for one is bounded, and larger requests are refused. *Why: a
/// partial sum looks like a sum.*
///
/// Out of scope: what an answer costs (`price`), estimates (`prompt`) and settling a reservation
/// (`limit`).
@NullMarked
package dev.streambed.gateway.usage;

import org.jspecify.annotations.NullMarked;
