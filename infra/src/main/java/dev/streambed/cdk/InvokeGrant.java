package dev.streambed.cdk;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One Bedrock resource that may be invoked.
 *
 * @param resource an ARN; a {@code *} in it stands for every region
 * @param onlyWhen IAM condition keys and the values that they must equal; empty: always
 */
public record InvokeGrant(String resource, SortedMap<String, String> onlyWhen) {

  static InvokeGrant always(String resource) {
    return when(resource, Map.of());
  }

  /** Sorted, because a template must be the same bytes in every run. */
  static InvokeGrant when(String resource, Map<String, String> conditions) {
    return new InvokeGrant(resource, new TreeMap<>(conditions));
  }
}
