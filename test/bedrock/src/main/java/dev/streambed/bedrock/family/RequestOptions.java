package dev.streambed.bedrock.family;

import java.util.Optional;

/// What a request asks of Bedrock itself: in headers of InvokeModel, in members of Converse.
///
/// @param serviceTier for example `flex`
/// @param latency `standard` or `optimized`
/// @param guardrail the guardrail to apply
public record RequestOptions(
    Optional<String> serviceTier, Optional<String> latency, Optional<Guardrail> guardrail) {}
