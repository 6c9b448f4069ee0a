/// Records usage: the outcome of a request in; one log line, one record and one line of metrics
/// out.
///
/// 1. Every admitted request leaves exactly one line and one record, whatever its outcome. *Why:
///    bills are made from them, and a bill without failures or disconnected clients is wrong.*
/// 2. The line is written first, then the record; both before the invocation ends. *Why: the
///    function is frozen once it has responded, and the line exists even if the table cannot be
///    written.* The caller does not wait: the last byte was sent before.
/// 3. One list of fields is the source of both. *Why: reports read either and must agree.*
/// 4. A count that Bedrock did not report is absent, never 0. *Why: 0 would be summed.* An estimate
///    is marked as one, with its reason, next to the amount that the limits hold in its place.
///    *Why: a later settlement uses the record, and the records must explain counters that are
///    higher than their sums.*
/// 5. A record that could not be written after three attempts, each with the client's own retries,
///    is reported in a log line with AWS's name for the reason. *Why: it can be restored from its
///    line.*
/// 6. A record never replaces another: writing it twice has no effect, and another request with the
///    same millisecond and id gets its own key. *Why: ids are chosen by callers, and may repeat.*
/// 7. A record has a cost, or says `unpriced`. *Why: 0 would be summed, here too.*
/// 8. One record has the sums of all models that were asked for a request, and each of them in
///    `attempts`. *Why: a bill is the sum of records, and sums by model need each attempt.*
/// 9. Metrics have few dimensions. *Why: each value of each dimension is billed as a metric; the
///    records have the numbers by model and by customer.*
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
