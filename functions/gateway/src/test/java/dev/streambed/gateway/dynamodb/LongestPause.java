package dev.streambed.gateway.dynamodb;

import java.util.random.RandomGenerator;

/// Chance that makes every pause as long as it can be.
final class LongestPause implements RandomGenerator {

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long nextLong(long bound) {
    return bound - 1;
  }
}
