/// Bedrock on one machine. In: HTTP (1.1, or 2 with prior knowledge, as several SDKs require),
/// signed by any AWS SDK. Out: the responses of Bedrock's runtime API: its wire protocol, the
/// models' formats, AWS's errors. Answers come from one of three sources
/// ([dev.streambed.bedrock.ModelSource]): scripted, recorded, or the real Bedrock. Faults occur on
/// request.
///
/// 1. It is a server on a real socket, not a fake client: tests cover the whole caller, with its
///    HTTP client, its signer and its event-stream decoder.
/// 2. A request passes the same checks as on AWS, in the same order: signature, operation, IAM,
///    model. A gateway without permission to call a model must fail on a developer's machine
///    already.
/// 3. Each request has a virtual thread, and each write blocks until the connection takes it: a
///    caller that does not read costs two buffers. A caller that leaves is noticed within 50 ms,
///    even while nothing is sent.
/// 4. Bodies, and the log of them, are bounded.
///
/// The packages build on each other in this order: `protocol`, `signature`, `directive`, `model`,
/// `family`, `embedding`, `fault`, `scripted`, `replay`, `forward`, and this one, which joins them.
///
/// Out of scope: Bedrock's other APIs (control plane, agents, guardrails on their own), TLS,
/// quotas; policies (`test/local` evaluates those of the template, behind
/// [dev.streambed.bedrock.Authorizer]).
@NullMarked
package dev.streambed.bedrock;

import org.jspecify.annotations.NullMarked;
