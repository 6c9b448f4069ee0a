package dev.streambed.gateway.config;

import java.util.Optional;
import java.util.Set;

/// Which of Bedrock's service tiers and latencies requests may ask for, in lower case.
///
/// @param tiers such as `flex`; empty for all
/// @param latencies such as `optimized`; empty for all
public record ServiceTierSettings(Optional<Set<String>> tiers, Optional<Set<String>> latencies) {}
