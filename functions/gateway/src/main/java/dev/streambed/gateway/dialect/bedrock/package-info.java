/// Bedrock's own runtime API, as AWS's SDKs speak it: `POST /model/{modelId}/{operation}`.
///
/// In: a call's path, headers and body. Out: a request of the same operation with the same body,
/// and Bedrock's documents and event frames as they come.
///
/// Rules: not a byte of a body or a frame is changed, except that a too new `anthropic_version`
/// becomes one that the model knows, and that `model` puts in the operators' guardrail and takes
/// out its trace. Frames of our own say only what Bedrock does not: that nothing came for a while,
/// that the answer was stopped, or how it failed. Errors have the names of Bedrock's exceptions, by
/// which SDKs type them.
///
/// Out of scope: what the request may need (`prompt`) and what it has used (`model`).
@NullMarked
package dev.streambed.gateway.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
