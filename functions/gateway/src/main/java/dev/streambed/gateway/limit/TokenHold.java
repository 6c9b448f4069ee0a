package dev.streambed.gateway.limit;

import java.util.List;

/// What an admission also counted for the token that it came with.
///
/// @param name of the token
/// @param stale its counters of windows that are long over
public record TokenHold(String name, List<String> stale) {

  public TokenHold {
    stale = List.copyOf(stale);
  }

  CounterKey key(Permit permit) {
    return CounterKey.ofToken(permit.customer(), name);
  }
}
