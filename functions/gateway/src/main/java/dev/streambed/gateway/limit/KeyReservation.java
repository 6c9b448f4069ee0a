package dev.streambed.gateway.limit;

import java.util.List;

/// What an admission also counted for the token that it came with.
///
/// @param name of the token
/// @param staleCounters its counters of windows that are long over
public record KeyReservation(String name, List<String> staleCounters) {

  public KeyReservation {
    staleCounters = List.copyOf(staleCounters);
  }

  CounterKey key(Permit permit) {
    return CounterKey.ofBrowserKey(permit.customer(), name);
  }
}
