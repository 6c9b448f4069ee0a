/// Bedrock on one machine. In comes HTTP (1.1, or 2 with prior knowledge, as several SDKs want it),
/// signed by any AWS SDK; out goes what Bedrock's runtime API would answer: the wire protocol, the
/// models' formats, AWS's errors. What is said comes from one of three sources
/// ([dev.streambed.bedrock.ModelSource]): made up, recorded, or the real Bedrock. What goes wrong
/// is asked for.
///
/// 1. It is a server on a real socket, not a fake client: whatever talks to it is tested whole,
///    with its HTTP client, its signer and its event-stream decoder.
/// 2. A request passes the same doors as at AWS, in the same order: signature, operation, IAM,
///    model. A gateway that is not allowed to call a model must notice on one machine already.
/// 3. Each request has a virtual thread, and each write blocks until the connection takes it: a
///    caller that does not read costs two buffers. A caller that leaves is noticed within a
///    twentieth of a second, even in a silence.
/// 4. Nothing that a caller sent is trusted to be small: bodies, and the log of them, are bounded.
///
/// The packages build on each other in this order: `wire`, `signature`, `directive`, `answer`,
/// `family`, `fault`, `scripted`, `replay`, `forward`, and this one, which joins them.
///
/// Out of scope: Bedrock's other APIs (control plane, agents, guardrails on their own), TLS,
/// quotas; policies (`test/local` evaluates those of the template, behind
/// [dev.streambed.bedrock.Authorizer]).
@NullMarked
package dev.streambed.bedrock;

import org.jspecify.annotations.NullMarked;
