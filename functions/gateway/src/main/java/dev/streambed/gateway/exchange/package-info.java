/// One admitted request until its end: ask the model, write the answer, record the usage, settle
/// the reservation. Used by `http` and `websocket`.
///
/// 1. Whatever happens, an [AdmittedExchange] has one outcome, and it is recorded once. *Why: bills
///    are made from records.*
/// 2. Each chunk is written before the next is taken. *Why: a slow reader then slows Bedrock, and
///    memory is bounded.*
/// 3. An answer that was stopped, or whose caller has gone, is drained: read on for Bedrock's token
///    counts, for a limited time. *Why: Bedrock bills it in full, and its counts come last.*
/// 4. The record is written before the settlement. *Why: a function may die between the two; the
///    sweep then finds the record and settles by it.*
///
/// Out of scope: whether a request may begin (`admission`), the formats of answers (`response`).
@NullMarked
package dev.streambed.gateway.exchange;

import org.jspecify.annotations.NullMarked;
