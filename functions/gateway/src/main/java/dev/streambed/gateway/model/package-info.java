/// Calls the model: a [dev.streambed.gateway.domain.ModelRequest] in, its answer out, buffered or
/// in chunks, with Bedrock's own token counts.
///
/// 1. The caller's body goes to Bedrock byte for byte; only the gateway's own members are cut out
///    of the text, and the operators' guardrail is put in. *Why: parsing and rewriting it would
///    change numbers, escapes and order, and a prompt cache would miss.*
/// 2. The HTTP client's threads are bridged in one class,
///    [dev.streambed.gateway.model.StreamingCall], to a queue that holds no more than the
///    connection's window. *Why: a slow reader then slows the read from Bedrock, and memory is
///    bounded.*
/// 3. A call is retried only before its first chunk, only for failures that are known to be
///    temporary (throttling, a model that is not ready, a connection that was not established or
///    broke within a second without a response), a few times with full jitter, and never past the
///    deadline. *Why: a chunk that was sent cannot be taken back, and a prompt that was read before
///    the connection broke may be billed each time.*
/// 4. A stream that ends without its last event has failed. *Why: half an answer that looks
///    complete is worse than an error.* A stream that ends normally after a guardrail intervened is
///    complete: Bedrock cuts the answer short, and the guardrail's message is the rest of it.
/// 5. Token counts are Bedrock's, or an estimate with a reason, or none where it is certain that
///    nothing was used ([dev.streambed.gateway.model.UnbilledFailures]). *Why: bills are made from
///    them, and callers could exploit outcomes that count as nothing.* An estimate uses the model's
///    own counts, as far as they have arrived, else a quarter of the characters that were sent and
///    received. The counts in a model's stream events do not replace Bedrock's: they come early,
///    and count tools differently. Where they come at the end of an answer that Bedrock has not
///    counted, limits are settled by them. Those in a buffered document are used: they are the same
///    numbers, and are needed where Bedrock sends no counts in headers. Only the model reports
///    which tokens are cached for an hour, so that number is taken from it. The usage also says
///    when an earlier attempt may have been billed.
/// 6. The caller gets messages of the model or Bedrock about its request, since only the caller can
///    correct it. For other failures, the caller gets the gateway's description of the cause, and
///    the log gets the original message. Both are masked and bounded
///    ([dev.streambed.gateway.model.RawFailureMessage]). Nothing else of an exception is shown to
///    anyone. *Why: AWS's messages quote account numbers, keys and prompts.*
/// 7. After a stop, no chunk is shown and nothing is retried, but the answer is drained for its
///    token counts, for as long as the caller of this package specifies.
/// 8. An event that is not JSON does not end an answer, and no text is lost because of what
///    surrounds it. *Why: the caller pays for the rest.* The caller always gets valid JSON in whole
///    characters.
/// 9. Several calls may be one answer ([dev.streambed.gateway.model.BatchedCalls]): its usage is
///    their sum, also when one of them fails. *Why: embeddings are asked for in lists, and some
///    models take one text.*
/// 10. Of a request with fallbacks the next model is asked, at once, when one is throttled, fails
///     or stays silent before the first content, if the attempt can still end in time
///     ([dev.streambed.gateway.model.FallbackSequence]). Each failed attempt is reported with what
///     it may be billed for. *Why: Bedrock may bill all of them, each at its own price.*
/// 11. A guardrail of the operators is called with its trace, whose units are recorded, and the
///     trace is taken out of everything that leaves this package
///     ([dev.streambed.gateway.model.GuardrailTraceFilter]); what cannot be read fails, against
///     rule 8. *Why: the units stand nowhere else, and the trace quotes what was kept back.*
///
/// An answer can be stopped and closed from any thread; its reader then sees the end.
///
/// Out of scope: whether a request is allowed (`limit`), how chunks are written (`response`),
/// prices and records (`usage`).
@NullMarked
package dev.streambed.gateway.model;

import org.jspecify.annotations.NullMarked;
