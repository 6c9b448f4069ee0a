/// Reads model requests: the bytes of a body in, a parsed request and an upper bound of the tokens
/// that it may need out.
///
/// 1. Reading takes time in proportion to the bytes. *Why: nothing was counted yet.*
/// 2. An estimate is never below what Bedrock will count; where something cannot be read, its size
///    counts. *Why: limits depend on it.*
/// 3. Only what stands where a family has images, documents, video or audio counts as such. *Why:
///    text that looks like base64 would be reserved at a fraction of its size.*
///
/// How far above the truth the estimates are: docs/limits.md.
///
/// Out of scope: calling the model (`model`), prices (`price`).
@NullMarked
package dev.streambed.gateway.prompt;

import org.jspecify.annotations.NullMarked;
