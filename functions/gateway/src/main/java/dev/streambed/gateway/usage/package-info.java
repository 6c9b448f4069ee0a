/// Writes down the usage: how a request ended in; one log line, one record and one line of metrics
/// out.
///
/// 1. Every request that was admitted leaves exactly one line and one record, in every ending.
///    *Why: bills are made from them, and a bill that forgets failures or lost clients is wrong.*
/// 2. The line first, then the record; both before the invocation ends. *Why: the function is
///    frozen when it has answered, and the line stands when the table cannot be written.* The
///    caller does not wait: the last byte is out before.
/// 3. One list of fields makes both. *Why: reports read either and must agree.*
/// 4. A count that Bedrock did not give is absent, never 0. *Why: 0 would be summed.* A guess is
///    called one, with the reason for it, and what the limits keep in place of a guess stands
///    beside it. *Why: whoever settles later settles by the record, and counters that are more than
///    the records must be explained by them.*
/// 5. A record that could not be written, three times over what the client tries, is said so in a
///    line of its own, with AWS's name for the reason. *Why: it can be made again from its line.*
/// 6. A record never takes another's place: written twice it is one, and another request of the
///    same millisecond and id gets a key of its own. *Why: ids are the callers', and may repeat.*
/// 7. A cost is there or the record says `unpriced`. *Why: 0 would be summed, here too.*
/// 8. Metrics are split by next to nothing. *Why: each value of each dimension is a metric that
///    costs; by model and by customer there are the records.*
///
/// The other way round, a customer and a period in, a statement out: sums of the records by day and
/// model. What is read for one is bounded, and too much is refused. *Why: half a sum looks like a
/// sum.*
///
/// Out of scope: what an answer costs (`price`), estimates (`model`) and settling a reservation
/// (`limit`).
@NullMarked
package dev.streambed.gateway.usage;

import org.jspecify.annotations.NullMarked;
