package dev.streambed.bedrock.fault;

import dev.streambed.bedrock.answer.Ask;
import dev.streambed.bedrock.wire.Target;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Counts how often the same request was refused. Thread-safe.
final class Attempts {

  private static final int REMEMBERED = 1_000;

  private final SequencedMap<Same, Long> refused = new LinkedHashMap<>();

  /// What makes two attempts the same request.
  private record Same(Target target, int bodyHash, int bodyLength) {}

  /// Whether this attempt is still one of the first so many; the one after them starts the count
  /// anew.
  synchronized boolean isAmongFirst(long attempts, Ask ask) {
    Same same = new Same(ask.target(), Arrays.hashCode(ask.body()), ask.body().length);
    long before = refused.getOrDefault(same, 0L);
    refused.remove(same);
    if (before >= attempts) {
      return false;
    }
    refused.put(same, before + 1);
    forgetTheOldest();
    return true;
  }

  private void forgetTheOldest() {
    if (refused.size() > REMEMBERED) {
      refused.pollFirstEntry();
    }
  }
}
