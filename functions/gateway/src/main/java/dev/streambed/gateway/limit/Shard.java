package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One of the items that a customer's counters are spread over. There is one to begin with. Each
/// can be split in two, which halves its part of every limit, as in extendible hashing: a shard of
/// depth 3 counts the requests whose hashes end in the three bits of its index.
///
/// @param index tells the shard from the customer's others
/// @param depth how often its part was halved, 0 to [#MAX_DEPTH]
record Shard(int index, int depth) {

  /// The attribute with the depth; absent while it is 0.
  static final String DEPTH = "depth";

  static final int MAX_DEPTH = 10;

  static final Shard WHOLE = new Shard(0, 0);

  private static final int GOLDEN_RATIO = 0x9E3779B9;

  /// The hash of a request, which selects its shard.
  ///
  /// @param choice 0 for the shard to try first, other numbers for other shards
  static int hash(RequestId id, int choice) {
    int hash = id.value().hashCode() + choice * GOLDEN_RATIO;
    hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
    hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
    return hash ^ hash >>> 16;
  }

  /// The shard of a hash, where it has this depth.
  static Shard of(int hash, int depth) {
    return new Shard(hash & mask(depth), depth);
  }

  /// The depth of the shard that an item belongs to.
  static int depthOf(Map<String, AttributeValue> item) {
    AttributeValue depth = item.get(DEPTH);
    return depth == null || depth.n() == null ? 0 : Integer.parseInt(depth.n());
  }

  /// Whether it counts the requests with this hash.
  boolean holds(int hash) {
    return (hash & mask(depth)) == index;
  }

  /// Its part of a limit. The parts of all shards add up to the limit.
  long partOf(long limit) {
    long part = limit;
    for (int level = 0; level < depth; level++) {
      boolean isUpper = (index >> level & 1) == 1;
      part = isUpper ? part / 2 : part - part / 2;
    }
    return part;
  }

  /// How many shards there are, if all are as deep.
  int estimatedCount() {
    return 1 << depth;
  }

  /// The half that stays in its item when it is split.
  Shard lower() {
    return new Shard(index, depth + 1);
  }

  /// The half that gets a new item when it is split.
  Shard upper() {
    return new Shard(index + (1 << depth), depth + 1);
  }

  /// The shard that it was the half of; not of the whole.
  Shard parent() {
    return new Shard(index & mask(depth - 1), depth - 1);
  }

  /// The shards that were split off from it, each as it was then.
  ///
  /// @param reached the depth that it has since
  List<Shard> splitOff(int reached) {
    List<Shard> shards = new ArrayList<>();
    for (int level = depth; level < reached; level++) {
      shards.add(new Shard(index, level).upper());
    }
    return shards;
  }

  private static int mask(int depth) {
    return (1 << depth) - 1;
  }
}
