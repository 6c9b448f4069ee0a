package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.CustomerId;
import java.util.HashMap;
import java.util.Map;

/// What this process has learned of customers' shards. It may be out of date, which costs a request
/// to the table and nothing else: every reservation requires the depth that it assumes.
/// Thread-safe.
final class KnownShards {

  private static final int MOST_CUSTOMERS = 1000;

  private final Map<CustomerId, Depths> customers = new HashMap<>();

  /// The shard of a hash of [Shard#hash], as far as known.
  synchronized Shard find(CustomerId customer, int hash) {
    Depths depths = customers.get(customer);
    return depths == null ? Shard.WHOLE : depths.find(hash);
  }

  /// Whether the customer has one shard, as far as known.
  synchronized boolean isWhole(CustomerId customer) {
    return !customers.containsKey(customer);
  }

  /// An item has this depth.
  synchronized void learn(CustomerId customer, Shard shard) {
    if (shard.equals(Shard.WHOLE)) {
      customers.remove(customer);
      return;
    }
    if (shard.depth() == 0) {
      learnAbsent(customer, shard.index()); // What a merge has left, until it expires.
      return;
    }
    if (customers.size() >= MOST_CUSTOMERS && !customers.containsKey(customer)) {
      customers.clear();
    }
    customers.computeIfAbsent(customer, _ -> new Depths()).exists(shard);
  }

  /// There is no shard of this index.
  synchronized void learnAbsent(CustomerId customer, int index) {
    Depths depths = customers.get(customer);
    if (depths != null) {
      depths.isAbsent(index);
    }
  }

  /// One customer's shards by their index.
  private static final class Depths {

    private static final int ABSENT = -1;

    private final Map<Integer, Integer> depths = new HashMap<>();
    private int latest;

    Shard find(int hash) {
      for (int depth = Shard.MAX_DEPTH; depth >= 0; depth--) {
        Shard shard = Shard.of(hash, depth);
        Integer known = depths.get(shard.index());
        if (known != null && known == depth) {
          return shard;
        }
      }
      return guess(hash);
    }

    // Shards are about equally busy, and so about equally deep.
    private Shard guess(int hash) {
      for (int depth = latest; depth > 0; depth--) {
        Shard shard = Shard.of(hash, depth);
        if (depths.getOrDefault(shard.index(), depth) != ABSENT) {
          return shard;
        }
      }
      return Shard.WHOLE;
    }

    void exists(Shard shard) {
      depths.put(shard.index(), shard.depth());
      latest = shard.depth();
      depths.values().removeIf(depth -> depth == ABSENT); // Some of them may have been split off.
    }

    void isAbsent(int index) {
      depths.put(index, ABSENT);
    }
  }
}
