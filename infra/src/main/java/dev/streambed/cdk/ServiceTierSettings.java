package dev.streambed.cdk;

import java.util.List;
import java.util.Set;

/**
 * Which of Bedrock's service tiers and latencies requests may ask for.
 *
 * @param tiers {@code flex}, {@code priority}, {@code reserved}, or {@code default} for no other;
 *     if empty, all
 * @param latencies {@code standard}, {@code optimized}; if empty, all
 */
public record ServiceTierSettings(List<String> tiers, List<String> latencies) {

  /** All that Bedrock has. */
  public static final ServiceTierSettings DEFAULTS = new ServiceTierSettings(List.of(), List.of());

  private static final Set<String> TIERS = Set.of("default", "flex", "priority", "reserved");
  private static final Set<String> LATENCIES = Set.of("standard", "optimized");

  /** Refuses names that Bedrock does not have. */
  public ServiceTierSettings {
    tiers = List.copyOf(tiers);
    latencies = List.copyOf(latencies);
    tiers.forEach(tier ->
        PropsCheck.that(
            TIERS.contains(tier),
            "serviceTiers: default, flex, priority or reserved, not " + tier));
    latencies.forEach(latency ->
        PropsCheck.that(
            LATENCIES.contains(latency), "latencies: standard or optimized, not " + latency));
  }

  /** The same with these tiers. */
  public ServiceTierSettings withTiers(String... allowed) {
    return new ServiceTierSettings(List.of(allowed), latencies);
  }

  /** The same with these latencies. */
  public ServiceTierSettings withLatencies(String... allowed) {
    return new ServiceTierSettings(tiers, List.of(allowed));
  }
}
