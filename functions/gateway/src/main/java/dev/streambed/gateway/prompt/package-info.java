/// Reads model requests: the bytes of a body in, a parsed request out, with an upper bound of the
/// tokens that it may need.
///
/// 1. Reading takes linear time. *Why: it happens before anything is counted against a limit.*
/// 2. An estimate is never below what Bedrock will count; where something cannot be read, its size
///    counts. *Why: limits depend on it.*
/// 3. Only positions where a family accepts images, documents, video or audio count as such. *Why:
///    text that looks like base64 would be reserved at a fraction of its size.*
///
/// [FallbackRequests] reads a call once more for each further model of its alias,
/// [GuardrailMembers] finds what in a body concerns guardrails, and [CachePoints] marks a body of
/// Converse for prompt caching.
///
/// For the accuracy of the estimates, see docs/limits.md.
///
/// Out of scope: calling the model (`model`), prices (`price`).
@NullMarked
package dev.streambed.gateway.prompt;

import org.jspecify.annotations.NullMarked;
