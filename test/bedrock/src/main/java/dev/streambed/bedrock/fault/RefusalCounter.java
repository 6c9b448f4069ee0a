package dev.streambed.bedrock.fault;

import dev.streambed.bedrock.model.ModelRequest;
import dev.streambed.bedrock.protocol.RequestTarget;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Counts how often the same request was refused. Thread-safe.
final class RefusalCounter {

  private static final int REMEMBERED = 1_000;

  private final SequencedMap<Same, Long> refused = new LinkedHashMap<>();

  /// What makes two attempts the same request.
  private record Same(RequestTarget requestTarget, int bodyHash, int bodyLength) {}

  /// Whether this attempt is still one of the first so many; the one after them starts the count
  /// anew.
  synchronized boolean isAmongFirst(long attempts, ModelRequest modelRequest) {
    Same same =
        new Same(
            modelRequest.requestTarget(),
            Arrays.hashCode(modelRequest.body()),
            modelRequest.body().length);
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
