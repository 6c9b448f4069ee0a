/// Runs one admitted request to its end: calls the model, writes the answer, records the usage and
/// settles the reservation. Used by `http` and `websocket`.
///
/// 1. An [AdmittedExchange] has exactly one outcome, which is recorded once. *Why: bills are made
///    from records.*
/// 2. Each chunk is sent before the next is waited for; only those that wait together are sent
///    together ([CoalescingSink]). *Why: a slow reader then slows Bedrock, memory is bounded, and
///    no chunk is held back.*
/// 3. An answer that was stopped, or whose caller has disconnected, is drained: read to its end for
///    Bedrock's token counts, for a limited time. *Why: Bedrock bills it in full, and its counts
///    come last.*
/// 4. The record is written before the settlement. *Why: if the function dies in between, the sweep
///    finds the record and settles from it.*
///
/// Of a request with fallbacks, [AnsweringModel] tells the writer which model answers.
///
/// Out of scope: whether a request is admitted (`admission`), the formats of answers (`response`).
@NullMarked
package dev.streambed.gateway.exchange;

import org.jspecify.annotations.NullMarked;
