package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.CustomerId;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KnownShardsTest {

  private static final CustomerId ACME = new CustomerId("acme");

  /// More than this, and a request would cost too many refused writes.
  private static final int MOST_LOOKS = 2 * Shard.MAX_DEPTH + 2;

  private final KnownShards knownShards = new KnownShards();
  private final Map<Integer, Integer> depths = new HashMap<>(Map.of(0, 0));

  @Test
  void leadsToEveryShardOfATreeThatGrowsAndShrinks() {
    SplittableRandom random = new SplittableRandom(3);
    for (int step = 0; step < 20_000; step++) {
      int hash = random.nextInt();
      assertThat(looks(hash)).as("step %d", step).isLessThanOrEqualTo(MOST_LOOKS);
      if (random.nextInt(20) == 0) {
        splitOrMerge(leaf(hash), random.nextInt(3) > 0);
      }
    }
  }

  // What a request does: it tries what is known, and learns what the item says.
  private int looks(int hash) {
    for (int look = 1; look <= MOST_LOOKS; look++) {
      Shard shard = knownShards.find(ACME, hash);
      assertThat(shard.holds(hash)).isTrue();
      Integer depth = depths.get(shard.index());
      if (depth == null) {
        knownShards.learnAbsent(ACME, shard.index());
      } else {
        knownShards.learn(ACME, new Shard(shard.index(), depth));
        if (depth == shard.depth()) {
          return look;
        }
      }
    }
    return Integer.MAX_VALUE;
  }

  private Shard leaf(int hash) {
    for (int depth = Shard.MAX_DEPTH; ; depth--) {
      Shard shard = Shard.of(hash, depth);
      if (depths.getOrDefault(shard.index(), -1) == depth) {
        return shard;
      }
    }
  }

  private void splitOrMerge(Shard leaf, boolean isSplit) {
    if (isSplit && leaf.depth() < Shard.MAX_DEPTH) {
      depths.put(leaf.index(), leaf.depth() + 1);
      depths.put(leaf.upper().index(), leaf.depth() + 1);
    } else if (!isSplit && leaf.depth() > 0) {
      Shard parent = leaf.parent();
      boolean arePair =
          depths.getOrDefault(parent.index(), -1) == leaf.depth()
              && depths.getOrDefault(parent.upper().index(), -1) == leaf.depth();
      if (arePair) {
        depths.put(parent.index(), parent.depth());
        depths.remove(parent.upper().index());
      }
    }
  }
}
