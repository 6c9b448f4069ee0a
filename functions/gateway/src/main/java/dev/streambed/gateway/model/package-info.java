/// Calls the model: an [dev.streambed.gateway.domain.ModelRequest] in, its answer out, buffered or
/// in chunks, with Bedrock's own token counts.
///
/// 1. The caller's body goes to Bedrock byte for byte, without our own members, which are cut out
///    of the text. *Why: parsing and rewriting it would change numbers, escapes and order, and a
///    prompt cache would miss.*
/// 2. The SDK's stream is bridged in one class, [dev.streambed.gateway.model.StreamingCall], to a
///    queue that is as long as the demand that we signalled. *Why: a slow reader then slows the
///    read from Bedrock, and memory is bounded.*
/// 3. A call is tried again only before its first chunk, only for failures that are known to be
///    temporary (throttling, a model that is not ready, a connection that did not come about or
///    broke within a second without an answer), a few times with full jitter, and never past the
///    deadline. The SDK's own retries are off. *Why: two layers of retries multiply, a chunk that
///    was sent cannot be taken back, and a prompt that was read before the connection broke may be
///    billed each time.*
/// 4. A stream that ends without its last event has failed. *Why: half an answer that looks whole
///    is worse than an error.* One that ends in good order after a guardrail intervened is whole:
///    Bedrock cuts the answer short, and the guardrail's message is the rest of it.
/// 5. Token counts are Bedrock's, or an estimate that says why, or none where it is certain that
///    nothing was used ([dev.streambed.gateway.model.UnbilledFailures]). *Why: bills are made from
///    them, and a caller could look for outcomes that count as nothing.* An estimate has the
///    model's own counts, as far as they have come, else a quarter of the characters that were sent
///    and seen. The counts within a model's own events are not taken for Bedrock's: they come
///    early, and tools count differently there; where they come at the end of an answer that
///    Bedrock has not counted, limits are settled by them. Those within a whole document are taken:
///    they are the same numbers, and are needed where Bedrock does not count in headers. Only the
///    model says which tokens are cached for an hour, so that number is taken from it. An attempt
///    that may have been billed and is made again is not forgotten: the usage says so.
/// 6. What the model or Bedrock says about a request reaches the caller, who alone can correct it.
///    For other failures, the caller gets the cause in our words, and the log gets the original
///    text. Both texts are masked and bounded ([dev.streambed.gateway.model.RawFailureMessage]).
///    Nothing else of an exception is shown to anybody. *Why: AWS's messages quote account numbers,
///    keys and prompts, and the SDK's name hosts and classes.*
/// 7. After a stop no chunk is shown and nothing is retried, but the answer is drained for its
///    token counts, for as long as the caller of this package says.
///
/// 8. An event that is not JSON does not end an answer, and no text is lost because of what
///    surrounds it. *Why: the caller pays for the rest.* What the caller sees is always valid JSON
///    in whole characters.
///
/// An answer can be stopped and closed from any thread; its reader then sees its end.
///
/// Out of scope: who may ask (`limit`), how chunks are written (`response`), prices and records
/// (`usage`).
@NullMarked
package dev.streambed.gateway.model;

import org.jspecify.annotations.NullMarked;
